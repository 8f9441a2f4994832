import { deleteTask } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const deleteTaskTool = defineTool({
  definition: deleteTask,
  run: async ({ input: { task_id }, context: { device } }) => {
    await device.call({ action: 'delete', table: 'tasks', data: { id: task_id }, summary: () => 'deleted the task' });
    return { deleted: true as const, task_id };
  },
});
