/**
 * What the run engine costs: the queue, turns at once, a replay, bytes a turn, memory; and how much of what a model reads it
 * has read before. A backend with PostgreSQL of its own, a bare device, models that cost nothing. `--json` prints
 * `{name, value, unit, aim}` a line.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '#backend/log.ts';
import { startEmbeddedPostgres } from '#backend/storage/embedded-postgres/index.ts';
import { benchMemory } from './memory.ts';
import { print, type Figure } from './measured.ts';
import { benchPrefix } from './prefix.ts';
import { benchQueue } from './queue.ts';
import { benchTurns } from './turns.ts';

const folder = mkdtempSync(join(tmpdir(), 'adiuva-bench-'));
const log = createLog({ level: 'silent' });
const postgres = await startEmbeddedPostgres({ folder, log });
try {
  const show = (figure: Figure): void => print({ figure });
  for (const figure of await benchQueue({ address: postgres.address, log })) show(figure);
  for (const figure of await benchTurns({ address: postgres.address, log })) show(figure);
  for (const figure of await benchPrefix({ address: postgres.address })) print({ figure, digits: 3 });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const figure of await benchMemory()) print({ figure, digits: 0 });
