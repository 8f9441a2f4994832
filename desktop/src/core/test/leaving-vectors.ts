/** Vector threads that are told to leave amid whatever they are at, one after the other: `node leaving-vectors.ts FILE FOLDER`. */
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '#core/clock.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { openVectors } from '#core/vectors/index.ts';

const [file = '', folder = ''] = process.argv.slice(2);
const model = 'offline:rules';
/** When they are told, as parts of what the first took, which is waited for: on any machine some are in the middle. */
const PARTS = [0, 0.15, 0.3, 0.5, 0.7, 0.9, 1.1];
const logger = createMemoryLogger();
let [answered, refused] = [0, 0];

async function round({ at, leave }: { at: number; leave: (asked: Promise<unknown>) => Promise<unknown> }): Promise<void> {
  const vectors = openVectors({ seat: { file, folder }, clock: systemClock(), logger });
  const texts = Array.from({ length: 40 }, (_, n) => `Note ${n} of the harbour, its lighthouse and ${at} boats`);
  const vector = new Float32Array(1_536).fill(1 / Math.sqrt(1_536));
  const nearest = { kind: 'nearest', model, vector, limit: 20, projectId: undefined } as const;
  // Every third thread leaves before it is there.
  if (at % 3) await vectors.ask<'embed'>({ kind: 'embed', texts: ['here'] });
  const asked = Promise.allSettled([
    // Every other time of another model's, so that all of it is made anew.
    vectors.ask<'tend'>({ kind: 'tend', model: at % 2 ? model : 'openai:other' }),
    vectors.ask<'sync'>({ kind: 'sync', model }),
    vectors.ask<'nearest'>(nearest),
    vectors.ask<'embed'>({ kind: 'embed', texts }),
    vectors.ask<'nearest'>(nearest),
  ]);
  await leave(asked);
  await vectors.dispose();
  for (const { status } of await asked)
    if (status === 'fulfilled') answered += 1;
    else refused += 1;
}

const began = performance.now();
await round({ at: 1, leave: (asked) => asked });
const wholeMs = performance.now() - began;
for (const [at, part] of PARTS.entries()) await round({ at, leave: () => pause(wholeMs * part) });
process.stdout.write(`${JSON.stringify({ answered, refused, log: logger.lines })}\n`);
