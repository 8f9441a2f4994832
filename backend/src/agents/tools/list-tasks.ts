import { listTasks } from '@adiuva/shared-protocol';
import { countText, dayBounds, listOf, toTaskLine } from './task-line.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 50;

export const listTasksTool = defineTool({
  definition: listTasks,
  run: async ({ input, context: { device, timezone } }) => {
    const answer = await device.call({
      action: 'select',
      table: 'tasks',
      filters: {
        ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
        ...(input.status === undefined ? {} : { status: input.status }),
        ...(input.priority === undefined ? {} : { priority: input.priority }),
        ...(input.assignee === undefined ? {} : { assignee: input.assignee }),
        ...(input.search === undefined ? {} : { search: input.search }),
        ...(input.due_from === undefined ? {} : { dueDateFrom: dayBounds({ day: input.due_from, timezone }).start }),
        ...(input.due_to === undefined ? {} : { dueDateTo: dayBounds({ day: input.due_to, timezone }).end }),
        ...(input.order_by === undefined ? {} : { orderBy: input.order_by }),
      },
      limit: input.limit ?? DEFAULT_LIMIT,
      summary: (answer) => countText({ answer, noun: 'task' }),
    });
    const { rows, total } = listOf(answer);
    return { total, tasks: rows.map((row) => toTaskLine({ row, timezone })) };
  },
});
