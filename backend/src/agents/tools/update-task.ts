import { updateTask } from '@adiuva/shared-protocol';
import { dayBounds, rowLabel, toTaskLine, writtenRow } from './task-line.ts';
import { defineTool, ToolFault } from './tool.ts';

export const updateTaskTool = defineTool({
  definition: updateTask,
  run: async ({ input, context: { device, timezone } }) => {
    const updates = {
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
      ...(input.status === undefined ? {} : { status: input.status }),
      ...(input.priority === undefined ? {} : { priority: input.priority }),
      ...(input.due_date === undefined ? {} : { dueDate: input.due_date && dayBounds({ day: input.due_date, timezone }).start }),
      ...(input.assignee === undefined ? {} : { assignee: input.assignee }),
      ...(input.owed_by === undefined ? {} : { owedBy: input.owed_by }),
    };
    if (Object.keys(updates).length === 0) throw new ToolFault('No field to change was given. Name at least one.');
    const answer = await device.call({
      action: 'update',
      table: 'tasks',
      data: { id: input.task_id, updates },
      summary: ({ row }) => `changed ${rowLabel(row)}`,
    });
    return { task: toTaskLine({ row: writtenRow(answer), timezone }) };
  },
});
