import { createClient } from '@adiuva/shared-protocol';
import { toClientLine } from './list-clients.ts';
import { rowLabel, writtenRow } from './task-line.ts';
import { defineTool } from './tool.ts';

export const createClientTool = defineTool({
  definition: createClient,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'insert',
      table: 'clients',
      data: {
        name: input.name,
        ...(input.industry === undefined ? {} : { industry: input.industry }),
        ...(input.parent_id === undefined ? {} : { parentId: input.parent_id }),
      },
      summary: ({ row }) => `created ${rowLabel(row)}`,
    });
    return { client: toClientLine(writtenRow(answer)) };
  },
});
