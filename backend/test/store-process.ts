// See rotation-process.ts. Ends with code 1 and the reason when anything at all fails.
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { addSession, openSealedStore, readEverything, writeRows } from './sealed-store.ts';

const { mode, address, workspaceId, secret } = z
  .object({
    mode: z.enum(['write', 'read']),
    address: z.object({ socketFolder: z.string(), user: z.string(), password: z.string(), name: z.string() }),
    workspaceId: z.string(),
    secret: z.string(),
  })
  .parse(JSON.parse(process.env['STORE'] ?? ''));

const ROWS = 3;
/** Between two turns, in milliseconds: the rotation is to have some of the processor too. */
const PAUSE_MS = { write: 20, read: 100 };
const stopped = new AbortController();
process.on('SIGTERM', () => stopped.abort());

const store = await openSealedStore({ address, secrets: { current: Buffer.from(secret), previous: undefined } });
// Held all the time, as a run holds it.
const key = await store.keys.of(workspaceId);
const place = { workspaceId, sessionId: `by-${process.pid}` };
if (mode === 'write') await addSession({ sql: store.database.sql, place });
for (let turn = 0; !stopped.signal.aborted; turn++) {
  if (mode === 'write') {
    await store.database.transaction(({ sql }) => writeRows({ sql, key, place, from: turn * ROWS + 1, to: turn * ROWS + ROWS }));
    process.stdout.write(`${(turn + 1) * ROWS}\n`);
  } else {
    await readEverything({ address, key });
    process.stdout.write(`${turn + 1}\n`);
  }
  await delay(PAUSE_MS[mode]);
}
await store.database.close();
process.exit(0);
