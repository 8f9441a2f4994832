import { deleteNote } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const deleteNoteTool = defineTool({
  definition: deleteNote,
  run: async ({ input: { note_id }, context: { device } }) => {
    await device.call({ action: 'delete', table: 'notes', data: { id: note_id }, summary: () => 'deleted the note' });
    return { deleted: true as const, note_id };
  },
});
