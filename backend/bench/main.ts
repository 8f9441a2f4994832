/**
 * What the run engine costs: the queue, turns at once, a replay, bytes a turn, memory. A backend with PostgreSQL of its own,
 * a bare device, a model that costs nothing. `--json` prints `{name, value, unit, aim}` a line.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '#backend/log.ts';
import { startEmbeddedPostgres } from '#backend/storage/embedded-postgres/index.ts';
import { benchMemory } from './memory.ts';
import { print, type Figure } from './measured.ts';
import { benchQueue } from './queue.ts';
import { benchTurns } from './turns.ts';

const folder = mkdtempSync(join(tmpdir(), 'adiuva-bench-'));
const log = createLog({ level: 'silent' });
const postgres = await startEmbeddedPostgres({ folder, log });
try {
  const show = (figure: Figure): void => print({ figure });
  for (const figure of await benchQueue({ address: postgres.address, log })) show(figure);
  for (const figure of await benchTurns({ address: postgres.address, log })) show(figure);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const figure of await benchMemory()) print({ figure, digits: 0 });
