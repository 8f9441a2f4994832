import type { TaskComment, taskCommentInsertSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { DeviceError } from '#core/device-error.ts';
import type { OwnChanges } from '#core/journal/index.ts';
import { equals, type AllWorkRows, type WorkReader } from '#core/storage/index.ts';
import { createOwnWrites, type WorkWriter, type Written } from '#core/work/index.ts';

/** Comments on tasks as the user handles them. Each write answers its changes. */
export interface Comments {
  /** The oldest first. */
  list(page: { task_id: string; offset: number; limit: number }): { items: TaskComment[]; total: number };
  /** @throws DeviceError `constraint` */
  create(data: z.infer<typeof taskCommentInsertSchema>): Written<TaskComment>;
  /** @throws DeviceError `not_found`, `conflict`, `constraint` for what the user did not write */
  update(change: { id: string; revision?: number | undefined; content: string }): Written<TaskComment>;
  /** @throws DeviceError `not_found`, `conflict` */
  remove(comment: { id: string; revision?: number | undefined }): Written<{ ok: true }>;
}

/** What stands as the author of what the user wrote. */
const ME = 'me';

export function createComments({
  rows,
  reader,
  writer,
  own,
}: {
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  own: OwnChanges;
}): Comments {
  const writes = createOwnWrites({ table: 'taskComments', writer, own });
  return {
    list({ task_id: taskId, offset, limit }) {
      const { rows: items, total } = reader.select({
        table: 'taskComments',
        conditions: [equals('task_id', taskId)],
        offset,
        limit,
      });
      return { items: items as TaskComment[], total };
    },
    create: writes.insert,
    update({ id, revision, content }) {
      const author = rows.taskComments.stored(id)?.['author'];
      if (author !== undefined && author !== ME)
        throw new DeviceError('constraint', 'You did not write this comment: it can be deleted, not changed.');
      return writes.update({ id, revision, updates: { content } });
    },
    remove: writes.remove,
  };
}
