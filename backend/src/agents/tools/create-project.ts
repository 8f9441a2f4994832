import { createProject } from '@adiuva/shared-protocol';
import { toProjectLine } from './list-projects.ts';
import { rowLabel, writtenRow } from './task-line.ts';
import { defineTool } from './tool.ts';

export const createProjectTool = defineTool({
  definition: createProject,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'insert',
      table: 'projects',
      data: { name: input.name, ...(input.client_id === undefined ? {} : { clientId: input.client_id }) },
      summary: ({ row }) => `created ${rowLabel(row)}`,
    });
    return { project: toProjectLine(writtenRow(answer)) };
  },
});
