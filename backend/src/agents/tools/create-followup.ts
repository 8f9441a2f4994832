import { createFollowup } from '@adiuva/shared-protocol';
import { DeviceRefusal, type DevicePower } from './device-power.ts';
import { foundRow } from './found-row.ts';
import { dayBounds, rowLabel, toTaskLine, writtenRow } from './task-line.ts';
import { defineTool } from './tool.ts';

export const createFollowupTool = defineTool({
  definition: createFollowup,
  run: async ({ input, context: { device, timezone } }) => {
    const { start } = dayBounds({ day: input.due_date, timezone });
    const followed =
      input.task_id === undefined
        ? undefined
        : (await foundRow({ device, table: 'tasks', id: input.task_id, noun: 'task', findWith: 'list_tasks' })).row;
    const projectId = input.project_id ?? followed?.['projectId'];
    const answer = await device.call({
      action: 'insert',
      table: 'tasks',
      data: {
        title: input.title,
        ...(input.description === undefined ? {} : { description: input.description }),
        ...(typeof projectId === 'string' ? { projectId } : {}),
        dueDate: start,
      },
      summary: ({ row }) => `created ${rowLabel(row)}`,
    });
    const task = toTaskLine({ row: writtenRow(answer), timezone });
    if (!followed) return { task };
    const content = `Follow-up ${input.due_date.replace('T', ' ')}: ${input.title}`;
    return { task, commented: await addComment({ device, taskId: followed.id, content }) };
  },
});

/** False: the device did not take it. The task is there all the same, and is not to be made again. */
async function addComment({
  device,
  taskId,
  content,
}: {
  device: DevicePower;
  taskId: string;
  content: string;
}): Promise<boolean> {
  try {
    await device.call({ action: 'insert', table: 'taskComments', data: { taskId, content }, summary: () => 'added a comment' });
    return true;
  } catch (error) {
    if (error instanceof DeviceRefusal) return false;
    throw error;
  }
}
