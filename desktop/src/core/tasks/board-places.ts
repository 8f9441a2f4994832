import type { TaskStatus } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';

/** Where a task of the board gets its place, and where others move to make room for it. */
export interface BoardPlaces {
  /** @throws DeviceError `not_found` where the task to come after is not in this column any more */
  after(place: { id: string; status: TaskStatus; afterId: string | null }): {
    position: number;
    others: { id: string; position: number }[];
  };
}

interface Place {
  id: string;
  position: number;
  row_key: number;
}

/** How many that follow make room at once: a gap that was halved some fifty times is gone. */
const MADE_ROOM_BY = 32;

export function createBoardPlaces({ db: { $client: sqlite } }: DeviceDatabase): BoardPlaces {
  const find = sqlite.prepare<{ id: string; status: string }, Place>(
    'select id, position, row_key from tasks where id = @id and status = +@status',
  );
  const first = sqlite.prepare<{ id: string; status: string }, Place>(
    'select id, position, row_key from tasks where status = +@status and id <> +@id order by position, row_key limit 1',
  );
  const following = sqlite.prepare<{ id: string; status: string; position: number; key: number; limit: number }, Place>(
    `select id, position, row_key from tasks
     where status = +@status and position >= +@position and (position > +@position or row_key > +@key) and id <> +@id
     order by position, row_key limit +@limit`,
  );
  return {
    after({ id, status, afterId }) {
      if (afterId === null) {
        const next = first.get({ id, status });
        return { position: next ? next.position - 1 : 1, others: [] };
      }
      const before = afterId === id ? undefined : find.get({ id: afterId, status });
      if (!before) throw new DeviceError('not_found', 'The task above is no longer in this column. Look at the board again.');
      const next = following.all({ id, status, position: before.position, key: before.row_key, limit: MADE_ROOM_BY + 1 });
      const [nearest] = next;
      if (!nearest) return { position: before.position + 1, others: [] };
      const middle = before.position + (nearest.position - before.position) / 2;
      if (middle > before.position && middle < nearest.position) return { position: middle, others: [] };
      // No number lies between: those that follow are spread up to the first that has room, or beyond the last.
      const moving = next.slice(0, MADE_ROOM_BY);
      const end = next.length > MADE_ROOM_BY ? next.at(-1) : undefined;
      const room = end && end.position > before.position ? end.position - before.position : moving.length + 1;
      const step = room / (moving.length + 2);
      return {
        position: before.position + step,
        others: moving.map((each, index) => ({ id: each.id, position: before.position + step * (index + 2) })),
      };
    },
  };
}
