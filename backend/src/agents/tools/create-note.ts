import { createNote } from '@adiuva/shared-protocol';
import { toNoteLine } from './list-notes.ts';
import { keepVector } from './note-vector.ts';
import { rowLabel, writtenRow } from './task-line.ts';
import { defineTool } from './tool.ts';

export const createNoteTool = defineTool({
  definition: createNote,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'insert',
      table: 'notes',
      data: {
        ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
        title: input.title,
        content: input.content,
      },
      summary: ({ row }) => `created ${rowLabel(row)}`,
    });
    const row = writtenRow(answer);
    return { note: toNoteLine(row), found_by_meaning: await keepVector({ device, row, written: input }) };
  },
});
