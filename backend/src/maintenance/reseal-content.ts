import type pg from 'pg';
import type { Clock } from '#backend/clock.ts';
import { countRowsUnder, resealRows } from '#backend/storage/sealed-row-repository.ts';
import { sealedTables, type RowKey } from '#backend/storage/sealed-tables.ts';
import { pause } from './pass-barrier.ts';
import { rotationStopped } from './rotation-error.ts';
import type { RotationEvent } from './rotation-event.ts';

/** Rows of one transaction: small enough that whoever waits for one of them does not notice. */
const BATCH = 500;
const TELL_MS = 1_000;
/** Places of unreadable rows that are named. */
const NAMED = 5;

export interface Resealed {
  resealed: number;
  /** Rows whose bytes do not open; the first few places. */
  unreadable: number;
  places: string[];
  ms: number;
}

/**
 * Encrypts everything under a retired key anew, table by table, until only what cannot be read is left under one. What
 * others have locked is looked at again. @throws RotationError when it is to stop.
 */
export async function resealContent({
  client,
  clock,
  signal,
  report,
  retired,
  keys,
}: {
  client: pg.ClientBase;
  clock: Clock;
  signal: AbortSignal;
  report: (event: RotationEvent) => void;
  retired: ReadonlyMap<string, string>;
  keys: ReadonlyMap<string, Buffer>;
}): Promise<Resealed> {
  const startedAt = clock.monotonic();
  const keyIds = [...retired.keys()];
  let toldAt = startedAt;
  let resealed = 0;
  const total = await countAll({ client, keyIds });
  for (;;) {
    const unreadable: string[] = [];
    for (const table of sealedTables) {
      let after: RowKey | undefined;
      do {
        if (signal.aborted) throw rotationStopped();
        const batch = await resealRows({ client, table, after, limit: table.rowsAtOnce ?? BATCH, retired, keys });
        resealed += batch.resealed;
        unreadable.push(...batch.unreadable);
        after = batch.last;
        if (clock.monotonic() - toldAt >= TELL_MS) {
          toldAt = clock.monotonic();
          report({ event: 'progress', rows: resealed, total: Math.max(total, resealed) });
        }
      } while (after);
    }
    if ((await countAll({ client, keyIds })) <= unreadable.length) {
      return { resealed, unreadable: unreadable.length, places: unreadable.slice(0, NAMED), ms: clock.monotonic() - startedAt };
    }
    await pause({ clock, signal });
  }
}

async function countAll({ client, keyIds }: { client: pg.ClientBase; keyIds: string[] }): Promise<number> {
  let rows = 0;
  for (const table of sealedTables) rows += await countRowsUnder({ client, table, keyIds });
  return rows;
}
