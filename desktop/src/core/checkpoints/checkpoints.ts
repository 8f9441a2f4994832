import type { Checkpoint, checkpointInsertSchema, checkpointUpdateSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { OwnChanges } from '#core/journal/index.ts';
import { type AllWorkRows, equals, hasActiveProject, within, type WorkReader } from '#core/storage/index.ts';
import { createOwnWrites, missingRow, type WorkWriter, type Written } from '#core/work/index.ts';

/** Checkpoints as the user handles them, by date. */
export interface Checkpoints {
  list(page: { project_id?: string | undefined; from?: number | undefined; offset: number; limit: number }): {
    items: Checkpoint[];
    total: number;
  };
  /** @throws DeviceError `not_found` */
  get(id: string): Checkpoint;
  /** @throws DeviceError `constraint` */
  create(data: z.infer<typeof checkpointInsertSchema>): Written<Checkpoint>;
  /** @throws DeviceError `not_found`, `conflict`, `constraint` */
  update(change: {
    id: string;
    revision?: number | undefined;
    updates: z.infer<typeof checkpointUpdateSchema>;
  }): Written<Checkpoint>;
  /** @throws DeviceError `not_found`, `conflict` */
  remove(checkpoint: { id: string; revision?: number | undefined }): Written<{ ok: true }>;
}

export function createCheckpoints({
  rows: all,
  reader,
  writer,
  own,
}: {
  rows: Pick<AllWorkRows, 'checkpoints'>;
  reader: WorkReader;
  writer: WorkWriter;
  own: OwnChanges;
}): Checkpoints {
  const writes = createOwnWrites({ table: 'checkpoints', writer, own });
  return {
    list({ project_id: projectId, from, offset, limit }) {
      const conditions = [
        projectId === undefined ? hasActiveProject() : equals('project_id', projectId),
        ...(from === undefined ? [] : [within({ day: 'day', time: 'time', bound: 'from', instant: from })]),
      ];
      const order = { field: 'date', descending: false };
      const { rows, total } = reader.select({ table: 'checkpoints', conditions, order, offset, limit });
      return { items: rows as Checkpoint[], total };
    },
    get(id) {
      const checkpoint = all.checkpoints.entity(id);
      if (!checkpoint) throw missingRow({ table: 'checkpoints', id });
      return checkpoint as Checkpoint;
    },
    create: writes.insert,
    update: writes.update,
    remove: writes.remove,
  };
}
