import { runIdSchema, type BackendFrame, type RunEvent } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRunStream } from './run-stream.ts';

const runId = runIdSchema.parse('r');
const event = (seq: number): RunEvent => ({ type: 'text_chunk', run_id: runId, seq, message_id: 'm', text: String(seq) });

test('whatever is stored, published, replayed or lost on the way: every event once, in order, and calls after what came before', async () => {
  const steps = fc.array(fc.constantFrom('store', 'publish', 'catchUp', 'call', 'wait', 'fill', 'drain'), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(5), fc.nat(3), async (script, had, page) => {
      const stored: RunEvent[] = Array.from({ length: had }, (_, index) => event(index + 1));
      const sent: BackendFrame[] = [];
      const after = Math.min(had, 2);
      const callsAfter = new Map<number, number>();
      let isRoomy = true;
      const stream = createRunStream({
        after,
        read: async (from) => {
          await turn();
          return stored
            .filter((each) => each.seq > from)
            .slice(0, page + 1)
            .map((each) => ({ seq: each.seq, text: () => JSON.stringify(each) }));
        },
        send: (frame) => void sent.push(frame),
        sendTexts: (texts) => void sent.push(...texts.map((text) => JSON.parse(text) as BackendFrame)),
        isRoomy: () => isRoomy,
        isWritable: async () => undefined,
        onGone: () => undefined,
        onFault: (error) => expect.unreachable(String(error)),
      });
      let calls = 0;
      for (const step of script) {
        if (step === 'store' || step === 'publish') stored.push(event(stored.length + 1));
        if (step === 'publish') stream.publish(stored.slice(-1));
        if (step === 'catchUp') stream.catchUp();
        if (step === 'wait') await turn();
        if (step === 'fill' || step === 'drain') isRoomy = step === 'drain';
        if (step === 'call') {
          stream.catchUp();
          calls += 1;
          callsAfter.set(calls, stored.length);
          stream.send({ type: 'error', code: 'call', message: String(calls), retryable: false });
        }
      }
      stream.catchUp();
      for (let tries = 0; tries < 200 && stream.position() < stored.length; tries += 1) await turn();
      await turn();
      const seqs = sent.flatMap((frame) => ('seq' in frame ? [frame.seq] : []));
      expect(seqs).toEqual(stored.slice(after).map((each) => each.seq));
      let seen = after;
      for (const frame of sent) {
        if ('seq' in frame) seen = frame.seq;
        else if (frame.type === 'error') expect(seen).toBeGreaterThanOrEqual(callsAfter.get(Number(frame.message)) ?? 0);
      }
    }),
    { numRuns: 200 },
  );
});

test('events that are no longer kept are told once', async () => {
  const gone: number[] = [];
  const stream = createRunStream({
    after: 3,
    read: async () => 'gone',
    send: () => expect.unreachable(),
    sendTexts: () => expect.unreachable(),
    isRoomy: () => true,
    isWritable: async () => undefined,
    onGone: (after) => void gone.push(after),
    onFault: (error) => expect.unreachable(String(error)),
  });
  stream.catchUp();
  await turn();
  expect(gone).toEqual([3]);
});
