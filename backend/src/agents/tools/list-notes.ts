import { listNotes, type NoteLine, type WireRow } from '@adiuva/shared-protocol';
import { countText, listOf } from './task-line.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 50;

/** A row of `notes` as a model reads it in a list: without its text. */
export function toNoteLine(row: WireRow): NoteLine {
  return {
    id: row.id,
    title: typeof row['title'] === 'string' ? row['title'] : '',
    ...(typeof row['projectId'] === 'string' ? { project_id: row['projectId'] } : {}),
  };
}

export const listNotesTool = defineTool({
  definition: listNotes,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'select',
      table: 'notes',
      filters: {
        ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
        ...(input.search === undefined ? {} : { search: input.search }),
        ...(input.order_by === undefined ? {} : { orderBy: input.order_by }),
      },
      limit: input.limit ?? DEFAULT_LIMIT,
      summary: (answer) => countText({ answer, noun: 'note' }),
    });
    const { rows, total } = listOf(answer);
    return { total, notes: rows.map(toNoteLine) };
  },
});
