import { runIdSchema } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFakeClock } from '#backend-test/fake-clock.ts';
import type { RunEventBody, RunLog } from './run-log.ts';
import { createTextStream } from './text-stream.ts';

function createMemoryLog(): { log: RunLog; chunks: string[]; keep: (events: RunEventBody[]) => void } {
  const chunks: string[] = [];
  const keep = (events: RunEventBody[]): void =>
    void chunks.push(...events.flatMap((event) => (event.type === 'text_chunk' ? [event.text] : [])));
  const log: RunLog = {
    runId: runIdSchema.parse('r'),
    key: {
      seal: () => expect.unreachable(),
      open: () => expect.unreachable(),
      openText: () => expect.unreachable(),
      sealBytes: () => expect.unreachable(),
      openBytes: () => expect.unreachable(),
    },
    write: async ({ events = [] }) => keep(events),
  };
  return { log, chunks, keep };
}

test('a little text waits 40 ms for more, much text does not wait', async () => {
  const clock = createFakeClock();
  const { log, chunks } = createMemoryLog();
  const stream = createTextStream({ log, clock, messageId: 'm' });
  stream.push('Hel');
  stream.push('lo');
  clock.advance(39);
  expect(chunks).toEqual([]);
  clock.advance(1);
  await turn();
  expect(chunks).toEqual(['Hello']);
  stream.push('x'.repeat(200));
  await turn();
  expect(chunks).toHaveLength(2);
});

test('whatever the pieces: the chunks together are the text, none too long, none cut within a character', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 9_000 })), async (pieces) => {
      const { log, chunks, keep } = createMemoryLog();
      const stream = createTextStream({ log, clock: createFakeClock(), messageId: 'm' });
      for (const piece of pieces) {
        stream.push(piece);
        if (piece.length % 2 === 0) await turn();
      }
      await turn();
      keep(stream.close());
      expect(chunks.join('')).toBe(pieces.join(''));
      expect(stream.text()).toBe(pieces.join(''));
      for (const chunk of chunks) expect(chunk.length <= 8_000 && chunk.isWellFormed()).toBe(true);
    }),
    { numRuns: 50 },
  );
});
