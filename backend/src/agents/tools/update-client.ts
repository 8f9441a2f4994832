import { updateClient } from '@adiuva/shared-protocol';
import { changedRow } from './changed-row.ts';
import { toClientLine } from './list-clients.ts';
import { defineTool } from './tool.ts';

export const updateClientTool = defineTool({
  definition: updateClient,
  run: async ({ input, context: { device } }) => {
    const row = await changedRow({
      device,
      table: 'clients',
      id: input.client_id,
      updates: {
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.industry === undefined ? {} : { industry: input.industry }),
        ...(input.parent_id === undefined ? {} : { parentId: input.parent_id }),
      },
    });
    return { client: toClientLine(row) };
  },
});
