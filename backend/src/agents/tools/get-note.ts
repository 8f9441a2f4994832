import { getNote } from '@adiuva/shared-protocol';
import { foundRow } from './found-row.ts';
import { toNoteLine } from './list-notes.ts';
import { defineTool } from './tool.ts';

export const getNoteTool = defineTool({
  definition: getNote,
  run: async ({ input, context: { device } }) => {
    const { row, cutFields } = await foundRow({
      device,
      table: 'notes',
      id: input.note_id,
      noun: 'note',
      findWith: 'list_notes or search_notes',
    });
    const content = row['content'];
    return {
      note: {
        ...toNoteLine(row),
        content: typeof content === 'string' ? content : '',
        ...(cutFields.includes('content') ? { is_cut: true as const } : {}),
      },
    };
  },
});
