import { HttpAgent, type BaseEvent, type Message } from '@ag-ui/client';
import { EventType, type RunFinishedEvent } from '@ag-ui/core';
import { EventSchema } from '@ag-ui/core/schemas';
import type { RunEvent } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BEGINNING, parsePosition, tellRun, toServerSent, type RunSource } from '#backend/ag-ui/index.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { runLog } from './run-log-arbitrary.ts';

type Told = { id: string; event: BaseEvent };

/** A run's log in memory, read a few events at a time. */
function sourceOf({ events, page = 3 }: { events: RunEvent[]; page?: number }): RunSource {
  return {
    read: async (after) => events.slice(after, after + page),
    readEnd: async () => [],
    onStored: () => () => undefined,
  };
}

/** One connection: everything until the stream closes, or until `waiting` when nothing more comes. */
async function connect({
  source,
  after,
  clock = createFakeClock(),
}: {
  source: RunSource;
  after?: string | undefined;
  clock?: FakeClock;
}): Promise<Told[]> {
  const controller = new AbortController();
  const position = after === undefined ? BEGINNING : parsePosition(after);
  if (!position) throw new Error(`${after} is no id`);
  const told: Told[] = [];
  const waiting = setTimeout(() => controller.abort(), 20);
  for await (const batch of tellRun({ source, after: position, clock, signal: controller.signal })) {
    if (batch !== 'alive') told.push(...batch);
  }
  clearTimeout(waiting);
  return told;
}

/** Connects again after each close, as a browser does, until nothing more comes. */
async function follow({ events, after }: { events: RunEvent[]; after?: string }): Promise<Told[]> {
  const last = events.at(-1);
  const all: Told[] = [];
  let position = after;
  for (;;) {
    const told = await connect({ source: sourceOf({ events }), after: position });
    all.push(...told);
    position = told.at(-1)?.id ?? position;
    if (told.length === 0 || position === String(last?.seq)) return all;
  }
}

/** What the client of AG-UI makes of a stream: it rejects what its verifier refuses. */
async function readAsClient(told: Told[]): Promise<{ messages: Message[]; interrupts: string[] }> {
  const text = told.map(({ id, event }) => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  const agent = new HttpAgent({
    url: 'http://127.0.0.1/',
    fetch: async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } }),
  });
  await agent.runAgent();
  return { messages: agent.messages, interrupts: agent.pendingInterrupts.map(({ id }) => id) };
}

const finishes = (told: Told[]): RunFinishedEvent[] =>
  told.flatMap(({ event }) => (event.type === EventType.RUN_FINISHED ? [event as unknown as RunFinishedEvent] : []));

test('any prefix and the rest from its last id are the whole, whichever id it is', async () => {
  await fc.assert(
    fc.asyncProperty(runLog, async (events) => {
      const whole = await follow({ events });
      expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
      for (const [index, { id }] of whole.entries()) {
        expect([...whole.slice(0, index + 1), ...(await follow({ events, after: id }))]).toEqual(whole);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('the client of AG-UI takes every connection by itself, and all of them as one stream', async () => {
  await fc.assert(
    fc.asyncProperty(runLog, async (events) => {
      const source = sourceOf({ events, page: 200 });
      const whole: Told[] = [];
      for (let after: string | undefined; ;) {
        const told = await connect({ source, after });
        for (const { event } of told) expect(EventSchema.parse(event)).toEqual(event);
        // A run that goes on has no end yet, which a client does not mind.
        if (told.length > 0) await readAsClient(told);
        whole.push(...told);
        const isClosed = ['RUN_FINISHED', 'RUN_ERROR'].includes(told.at(-1)?.event.type ?? '');
        if (!isClosed || told.at(-1)?.id === after) break;
        after = told.at(-1)?.id;
        if (after === String(events.at(-1)?.seq)) break;
      }
      await readAsClient(whole);
    }),
    { numRuns: 100 },
  );
}, 120_000);

test('what the segments say they used adds up to what the run used', async () => {
  await fc.assert(
    fc.asyncProperty(runLog, async (events) => {
      const end = events.at(-1);
      fc.pre(end?.type === 'final' && end.status !== 'waiting');
      const whole = await follow({ events });
      const used = whole.flatMap(
        ({ event }) => (event['usage'] as { inputTokens: number; outputTokens: number }[] | undefined) ?? [],
      );
      expect(used.reduce((sum, each) => sum + each.inputTokens, 0)).toBe(end.usage.input_tokens);
      expect(used.reduce((sum, each) => sum + each.outputTokens, 0)).toBe(end.usage.output_tokens);
    }),
  );
});

const usage = { input_tokens: 30, output_tokens: 3, cached_input_tokens: 0, reasoning_tokens: 0, cost_usd: 0.5, model: 'm:x' };
const started = { type: 'run_started', kind: 'chat', request_id: 'q', session_id: 's-1', model: 'm:x' };
const text = (message_id: string, words: string) => ({ type: 'text_chunk', message_id, text: words });
const trace = (id: string, phase: string, more: object = {}) => ({
  type: 'tool_trace',
  trace_id: id,
  tool: 'send_notification',
  turn: 1,
  phase,
  at: 7,
  ...more,
});
const final = (status: string, response: string, more: object = {}) => ({ type: 'final', status, response, usage, ...more });
const logOf = (...bodies: object[]): RunEvent[] =>
  bodies.map((body, index) => ({ run_id: 'r-1', seq: index + 1, ...body }) as RunEvent);

test('an approval is an interrupt that is resumed; a device’s is one that says where it is given', async () => {
  const input = { url: 'https://example.test' };
  const request = { type: 'approval_request', approval_id: 'r-1:1:0', tool: 'send_notification', input, reason: 'It leaves.' };
  const events = logOf(
    started,
    trace('r-1:1:0', 'start', { input }),
    { ...request, expires_at: 1_800_000_000_000 },
    trace('r-1:1:1:0', 'start', { tool_call_id: 'r-1:1:1:0', input: { task_id: 't' } }),
    final('waiting', 'Waiting for your approval of two things.'),
    trace('r-1:1:0', 'finish', { outcome: 'ok', output_summary: 'done' }),
    trace('r-1:1:1:0', 'finish', { outcome: 'refused', error: 'The user said no.' }),
    text('m-1', 'Done.'),
    final('success', 'Done.'),
  );
  const source = sourceOf({ events });
  const first = await connect({ source });
  expect(first.map(({ id, event }) => [id, event.type])).toEqual([
    ['1', 'RUN_STARTED'],
    ['1.1', 'TOOL_CALL_START'],
    ['1.2', 'TOOL_CALL_ARGS'],
    ['2', 'TOOL_CALL_END'],
    ['3', 'CUSTOM'],
    ['3.1', 'TOOL_CALL_START'],
    ['3.2', 'TOOL_CALL_ARGS'],
    ['4', 'TOOL_CALL_END'],
    ['5', 'RUN_FINISHED'],
  ]);
  expect(finishes(first)[0]?.outcome).toEqual({
    type: 'interrupt',
    interrupts: [
      {
        id: 'r-1:1:0',
        reason: 'tool_call',
        message: 'It leaves.',
        toolCallId: 'r-1:1:0',
        expiresAt: '2027-01-15T08:00:00.000Z',
        responseSchema: expect.objectContaining({ required: ['decision'] }),
        metadata: { tool: 'send_notification', input, where: 'backend' },
      },
      {
        id: 'r-1:1:1:0',
        reason: 'adiuva:device_approval',
        message: 'Waits for the user of the device. It is approved or rejected on that device only.',
        toolCallId: 'r-1:1:1:0',
        metadata: { tool: 'send_notification', input: { task_id: 't' }, where: 'device' },
      },
    ],
  });
  const rest = await connect({ source, after: '5' });
  expect(rest.map(({ id, event }) => [id, event.type])).toEqual([
    ['5.1', 'RUN_STARTED'],
    ['6', 'TOOL_CALL_RESULT'],
    ['7', 'TOOL_CALL_RESULT'],
    ['7.1', 'TEXT_MESSAGE_START'],
    ['8', 'TEXT_MESSAGE_CONTENT'],
    ['8.1', 'TEXT_MESSAGE_END'],
    ['9', 'RUN_FINISHED'],
  ]);
  const read = await readAsClient([...first, ...rest]);
  expect(read.interrupts).toEqual([]);
  expect(read.messages.map(({ role, content }) => [role, content])).toEqual([
    ['assistant', undefined],
    ['tool', 'done'],
    ['assistant', undefined],
    ['tool', 'The user said no.'],
    ['assistant', 'Done.'],
  ]);
});

test('the client refuses a stream that begins in the middle, which is why what follows a wait begins anew', async () => {
  const events = logOf(started, text('m-1', 'One'), text('m-1', ' two'), final('success', 'One two'));
  const whole = await connect({ source: sourceOf({ events }) });
  await readAsClient(whole);
  await expect(readAsClient(whole.slice(1))).rejects.toThrow('RUN_STARTED');
});

test('text of a model call that was made again is closed, and marked as void', async () => {
  const events = logOf(started, text('m-1', 'I will not'), text('m-2', 'Hello'), text('m-2', '.'), final('success', 'Hello.'));
  const told = await connect({ source: sourceOf({ events }) });
  const { messages } = await readAsClient(told);
  expect(messages).toMatchObject([
    { id: 'm-1', content: 'I will not', metadata: { superseded: true } },
    { id: 'm-2', content: 'Hello.' },
  ]);
  expect(messages[1]).not.toHaveProperty('metadata');
});

test.each([
  ['success', undefined, { type: 'RUN_FINISHED', outcome: { type: 'success' }, result: { status: 'success', response: 'So.' } }],
  ['partial', undefined, { type: 'RUN_FINISHED', outcome: { type: 'success' }, result: { status: 'partial' } }],
  ['cancelled', 'cancelled', { type: 'RUN_FINISHED', outcome: { type: 'cancelled' }, result: { code: 'cancelled' } }],
  ['error', 'model_error', { type: 'RUN_ERROR', message: 'So.', code: 'model_error' }],
  ['limit', 'time_limit', { type: 'RUN_ERROR', message: 'So.', code: 'time_limit' }],
])('a run that ends as %s says so', async (status, code, expected) => {
  const events = logOf(started, final(status, 'So.', code ? { code } : {}));
  const told = await connect({ source: sourceOf({ events }) });
  expect(told.at(-1)?.event).toMatchObject({
    ...expected,
    usage: [{ model: 'm:x', inputTokens: 30, outputTokens: 3, totalTokens: 33 }],
    metadata: { cost_usd: 0.5 },
  });
});

test('a run whose events are gone is told by its end; to whom it had been told in part, as an error that says where it is', async () => {
  const [begun] = logOf(started);
  if (!begun) throw new Error('no event');
  const kept = [text('a-1', 'The answer.'), final('success', 'The answer.')].map(
    (body) => ({ run_id: 'r-1', seq: 9, ...body }) as RunEvent,
  );
  const source: RunSource = {
    read: async (after) => (after === 0 ? [begun] : 'gone'),
    readEnd: async () => kept,
    onStored: () => () => undefined,
  };
  const told = await connect({ source });
  expect(told.map(({ id, event }) => [id, event.type])).toEqual([
    ['1', 'RUN_STARTED'],
    ['8.1', 'TEXT_MESSAGE_START'],
    ['8.2', 'TEXT_MESSAGE_CONTENT'],
    ['8.3', 'TEXT_MESSAGE_END'],
    ['9', 'RUN_FINISHED'],
  ]);
  expect((await readAsClient(told)).messages).toMatchObject([{ content: 'The answer.' }]);
  const [error, ...nothing] = await connect({ source, after: '4.1' });
  expect(error).toMatchObject({ id: '9', event: { type: 'RUN_ERROR', code: 'resume_gone' } });
  expect(nothing).toEqual([]);
  const [deleted] = await connect({ source: { ...source, readEnd: async () => [] }, after: '1' });
  expect(deleted).toMatchObject({
    event: { type: 'RUN_ERROR', code: 'resume_gone', message: expect.stringContaining('deleted') },
  });
});

test('a stream that has nothing to tell says so every 15 seconds, and ends its looking with its reader', async () => {
  const clock = createFakeClock();
  const controller = new AbortController();
  let reads = 0;
  const source: RunSource = {
    read: async (after) => {
      reads += 1;
      return logOf(started).slice(after);
    },
    readEnd: async () => [],
    onStored: () => () => undefined,
  };
  const stream = toServerSent({
    told: tellRun({ source, after: BEGINNING, clock, signal: controller.signal }),
    clock,
    onStalled: () => undefined,
  });
  expect((await stream.next()).value).toBe('retry: 1000\n\n');
  expect((await stream.next()).value).toContain('id: 1\ndata: {"type":"RUN_STARTED"');
  const next = stream.next();
  let isTold = false;
  void next.then(() => (isTold = true));
  for (let passed = 0; passed < 14_500; passed += 500) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(500);
  }
  expect(isTold).toBe(false);
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(500);
  expect((await next).value).toBe(': alive\n\n');
  const last = stream.next();
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  expect((await last).done).toBe(true);
  const seen = reads;
  clock.advance(60_000);
  expect(reads).toBe(seen);
});

test('nothing is read ahead of a reader, and one that takes nothing is let go', async () => {
  const clock = createFakeClock();
  const controller = new AbortController();
  let reads = 0;
  const source: RunSource = {
    read: async (after) => {
      reads += 1;
      return Array.from({ length: 200 }, (_, index) => {
        const seq = after + index + 1;
        return { run_id: 'r-1', ...(seq === 1 ? started : text('m-1', 'x'.repeat(8_000))), seq } as RunEvent;
      });
    },
    readEnd: async () => [],
    onStored: () => () => undefined,
  };
  let stalled = 0;
  const stream = toServerSent({
    told: tellRun({ source, after: BEGINNING, clock, signal: controller.signal }),
    clock,
    onStalled: () => (stalled += 1),
  });
  for (let taken = 0; taken < 10; taken += 1) {
    const { value } = await stream.next();
    expect(String(value).length).toBeLessThan(128 * 1024);
  }
  clock.advance(29_000);
  expect([reads, stalled]).toEqual([1, 0]);
  await stream.next();
  clock.advance(29_000);
  expect(stalled).toBe(0);
  clock.advance(1_000);
  expect([reads, stalled]).toEqual([1, 1]);
  await stream.return(undefined);
});
