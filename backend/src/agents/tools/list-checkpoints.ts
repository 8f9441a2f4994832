import { listCheckpoints, type CheckpointLine, type WireRow } from '@adiuva/shared-protocol';
import { countText, dayBounds, listOf, localDayText } from './task-line.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 50;

/** A row of `checkpoints` as a model reads it; its date as a day of the user's zone. */
export function toCheckpointLine({ row, timezone }: { row: WireRow; timezone: string }): CheckpointLine {
  const date = localDayText({ value: row['date'], timezone });
  return {
    id: row.id,
    title: typeof row['title'] === 'string' ? row['title'] : '',
    ...(date === undefined ? {} : { date }),
    ...(typeof row['projectId'] === 'string' ? { project_id: row['projectId'] } : {}),
  };
}

export const listCheckpointsTool = defineTool({
  definition: listCheckpoints,
  run: async ({ input, context: { device, timezone } }) => {
    const answer = await device.call({
      action: 'select',
      table: 'checkpoints',
      filters: {
        ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
        ...(input.date_from === undefined ? {} : { dateFrom: dayBounds({ day: input.date_from, timezone }).start }),
        ...(input.date_to === undefined ? {} : { dateTo: dayBounds({ day: input.date_to, timezone }).end }),
        ...(input.search === undefined ? {} : { search: input.search }),
        // Milestones are read in the order in which they come.
        orderBy: input.order_by ?? 'date',
      },
      limit: input.limit ?? DEFAULT_LIMIT,
      summary: (answer) => countText({ answer, noun: 'checkpoint' }),
    });
    const { rows, total } = listOf(answer);
    return { total, checkpoints: rows.map((row) => toCheckpointLine({ row, timezone })) };
  },
});
