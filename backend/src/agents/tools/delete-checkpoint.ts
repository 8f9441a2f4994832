import { deleteCheckpoint } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const deleteCheckpointTool = defineTool({
  definition: deleteCheckpoint,
  run: async ({ input: { checkpoint_id }, context: { device } }) => {
    await device.call({
      action: 'delete',
      table: 'checkpoints',
      data: { id: checkpoint_id },
      summary: () => 'deleted the checkpoint',
    });
    return { deleted: true as const, checkpoint_id };
  },
});
