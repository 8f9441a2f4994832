/** Vector threads that are told to leave amid whatever they are at, one after the other: `node leaving-vectors.ts FILE FOLDER TIMES`. */
import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '#core/clock.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { openVectors } from '#core/vectors/index.ts';

const [file = '', folder = '', times = '1'] = process.argv.slice(2);
const model = 'offline:rules';
const moments = fc.sample(fc.integer({ min: 0, max: 400 }), { numRuns: Number(times), seed: 7 });
const logger = createMemoryLogger();
let [answered, refused] = [0, 0];
for (const moment of moments) {
  const vectors = openVectors({ seat: { file, folder }, clock: systemClock(), logger });
  const texts = Array.from({ length: 40 }, (_, n) => `Note ${n} of the harbour, its lighthouse and ${moment} boats`);
  const vector = new Float32Array(1_536).fill(1 / Math.sqrt(1_536));
  const nearest = { kind: 'nearest', model, vector, limit: 20, projectId: undefined } as const;
  // Every third thread leaves before it is there.
  if (moment % 3) await vectors.ask<'embed'>({ kind: 'embed', texts: ['here'] });
  const asked = [
    // Every other time of another model's, so that all of it is made anew.
    vectors.ask<'tend'>({ kind: 'tend', model: moment % 2 ? model : 'openai:other' }),
    vectors.ask<'sync'>({ kind: 'sync', model }),
    vectors.ask<'nearest'>(nearest),
    vectors.ask<'embed'>({ kind: 'embed', texts }),
    vectors.ask<'nearest'>(nearest),
  ];
  const ended = Promise.allSettled(asked);
  await pause(moment);
  await vectors.dispose();
  for (const { status } of await ended)
    if (status === 'fulfilled') answered += 1;
    else refused += 1;
}
process.stdout.write(`${JSON.stringify({ answered, refused, log: logger.lines })}\n`);
