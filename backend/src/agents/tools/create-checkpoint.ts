import { createCheckpoint } from '@adiuva/shared-protocol';
import { toCheckpointLine } from './list-checkpoints.ts';
import { dayBounds, rowLabel, writtenRow } from './task-line.ts';
import { defineTool } from './tool.ts';

export const createCheckpointTool = defineTool({
  definition: createCheckpoint,
  run: async ({ input, context: { device, timezone } }) => {
    const answer = await device.call({
      action: 'insert',
      table: 'checkpoints',
      data: { projectId: input.project_id, title: input.title, date: dayBounds({ day: input.date, timezone }).start },
      summary: ({ row }) => `created ${rowLabel(row)}`,
    });
    return { checkpoint: toCheckpointLine({ row: writtenRow(answer), timezone }) };
  },
});
