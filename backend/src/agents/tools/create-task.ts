import { createTask } from '@adiuva/shared-protocol';
import { dayBounds, rowLabel, toTaskLine, writtenRow } from './task-line.ts';
import { defineTool } from './tool.ts';

export const createTaskTool = defineTool({
  definition: createTask,
  run: async ({ input, context: { device, timezone } }) => {
    const answer = await device.call({
      action: 'insert',
      table: 'tasks',
      data: {
        title: input.title,
        ...(input.description === undefined ? {} : { description: input.description }),
        ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
        ...(input.status === undefined ? {} : { status: input.status }),
        ...(input.priority === undefined ? {} : { priority: input.priority }),
        ...(input.due_date === undefined ? {} : { dueDate: dayBounds({ day: input.due_date, timezone }).start }),
        ...(input.assignee === undefined ? {} : { assignee: input.assignee }),
        ...(input.owed_by === undefined ? {} : { owedBy: input.owed_by }),
      },
      summary: ({ row }) => `created ${rowLabel(row)}`,
    });
    return { task: toTaskLine({ row: writtenRow(answer), timezone }) };
  },
});
