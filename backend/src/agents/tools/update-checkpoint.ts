import { updateCheckpoint } from '@adiuva/shared-protocol';
import { changedRow } from './changed-row.ts';
import { toCheckpointLine } from './list-checkpoints.ts';
import { dayBounds } from './task-line.ts';
import { defineTool } from './tool.ts';

export const updateCheckpointTool = defineTool({
  definition: updateCheckpoint,
  run: async ({ input, context: { device, timezone } }) => {
    const row = await changedRow({
      device,
      table: 'checkpoints',
      id: input.checkpoint_id,
      updates: {
        ...(input.title === undefined ? {} : { title: input.title }),
        ...(input.date === undefined ? {} : { date: dayBounds({ day: input.date, timezone }).start }),
        ...(input.project_id === undefined ? {} : { projectId: input.project_id }),
      },
    });
    return { checkpoint: toCheckpointLine({ row, timezone }) };
  },
});
