import type { Checkpoint, checkpointInsertSchema, checkpointUpdateSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { equals, hasActiveProject, within, type WorkReader } from '#core/storage/index.ts';
import type { WorkWriter } from '#core/work/index.ts';

/** Checkpoints as the user handles them, by date. */
export interface Checkpoints {
  list(page: { project_id?: string | undefined; from?: number | undefined; offset: number; limit: number }): {
    items: Checkpoint[];
    total: number;
  };
  /** @throws DeviceError `constraint` */
  create(data: z.infer<typeof checkpointInsertSchema>): Checkpoint;
  /** @throws DeviceError `not_found`, `conflict`, `constraint` */
  update(change: { id: string; revision?: number | undefined; updates: z.infer<typeof checkpointUpdateSchema> }): Checkpoint;
  /** @throws DeviceError `not_found`, `conflict` */
  remove(checkpoint: { id: string; revision?: number | undefined }): void;
}

export function createCheckpoints({ reader, writer }: { reader: WorkReader; writer: WorkWriter }): Checkpoints {
  const human = { kind: 'human' } as const;
  const table = 'checkpoints' as const;
  return {
    list({ project_id: projectId, from, offset, limit }) {
      const conditions = [
        projectId === undefined ? hasActiveProject() : equals('project_id', projectId),
        ...(from === undefined ? [] : [within({ day: 'day', time: 'time', bound: 'from', instant: from })]),
      ];
      const order = { field: 'date', descending: false };
      const { rows, total } = reader.select({ table, conditions, order, offset, limit });
      return { items: rows as Checkpoint[], total };
    },
    create: (data) => writer.insert({ table, data, actor: human }) as Checkpoint,
    update: ({ id, revision, updates }) => writer.update({ table, id, revision, updates, actor: human }) as Checkpoint,
    remove({ id, revision }) {
      writer.remove({ table, id, revision, actor: human });
    },
  };
}
