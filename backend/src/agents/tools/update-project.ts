import { updateProject } from '@adiuva/shared-protocol';
import { toProjectLine } from './list-projects.ts';
import { changedRow } from './changed-row.ts';
import { defineTool } from './tool.ts';

export const updateProjectTool = defineTool({
  definition: updateProject,
  run: async ({ input, context: { device } }) => {
    const row = await changedRow({
      device,
      table: 'projects',
      id: input.project_id,
      updates: {
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.client_id === undefined ? {} : { clientId: input.client_id }),
        ...(input.status === undefined ? {} : { status: input.status }),
        ...(input.ai_summary === undefined ? {} : { aiSummary: input.ai_summary }),
      },
    });
    return { project: toProjectLine(row) };
  },
});
