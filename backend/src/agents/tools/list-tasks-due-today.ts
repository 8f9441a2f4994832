import { listTasksDueToday } from '@adiuva/shared-protocol';
import { localDayOf } from '../local-time.ts';
import { dayBounds, listOf, toTaskLine } from './task-line.ts';
import { defineTool } from './tool.ts';

/** As many rows as a device gives at once: done ones are among them, and are left out here. */
const LIMIT = 1_000;

export const listTasksDueTodayTool = defineTool({
  definition: listTasksDueToday,
  run: async ({ context: { device, timezone, now } }) => {
    const { start, end } = dayBounds({ day: localDayOf({ instant: now(), timezone }), timezone });
    const answer = await device.call({
      action: 'select',
      table: 'tasks',
      filters: { dueDateFrom: start, dueDateTo: end, orderBy: 'dueDate' },
      limit: LIMIT,
      summary: (answer) => `${open(answer).length} due today`,
    });
    const tasks = open(answer).map((row) => toTaskLine({ row, timezone }));
    return { total: tasks.length, tasks };
  },
});

function open(answer: Parameters<typeof listOf>[0]): ReturnType<typeof listOf>['rows'] {
  return listOf(answer).rows.filter((row) => row['status'] !== 'done');
}
