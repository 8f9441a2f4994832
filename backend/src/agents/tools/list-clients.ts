import { listClients, type ClientLine, type WireRow } from '@adiuva/shared-protocol';
import { countText, listOf } from './task-line.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 50;

/** A row of `clients` as a model reads it. */
export function toClientLine(row: WireRow): ClientLine {
  return {
    id: row.id,
    name: typeof row['name'] === 'string' ? row['name'] : '',
    ...(typeof row['industry'] === 'string' && row['industry'] !== '' ? { industry: row['industry'] } : {}),
    ...(typeof row['parentId'] === 'string' ? { parent_id: row['parentId'] } : {}),
  };
}

export const listClientsTool = defineTool({
  definition: listClients,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'select',
      table: 'clients',
      filters: {
        ...(input.parent_id === undefined ? {} : { parentId: input.parent_id }),
        ...(input.search === undefined ? {} : { search: input.search }),
      },
      limit: input.limit ?? DEFAULT_LIMIT,
      summary: (answer) => countText({ answer, noun: 'client' }),
    });
    const { rows, total } = listOf(answer);
    return { total, clients: rows.map(toClientLine) };
  },
});
