import { updateNote } from '@adiuva/shared-protocol';
import { changedRow } from './changed-row.ts';
import { toNoteLine } from './list-notes.ts';
import { keepVector } from './note-vector.ts';
import { defineTool } from './tool.ts';

export const updateNoteTool = defineTool({
  definition: updateNote,
  run: async ({ input, context: { device } }) => {
    const row = await changedRow({
      device,
      table: 'notes',
      id: input.note_id,
      updates: {
        ...(input.title === undefined ? {} : { title: input.title }),
        ...(input.content === undefined ? {} : { content: input.content }),
        ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
      },
    });
    const isTextChanged = input.title !== undefined || input.content !== undefined;
    return {
      note: toNoteLine(row),
      ...(isTextChanged ? { found_by_meaning: await keepVector({ device, row, written: input }) } : {}),
    };
  },
});
