import Database from 'better-sqlite3';
import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFakeBackend, usage, type Connection, type FakeBackend } from '#core/test/fake-backend.ts';
import { createFakeClock, type FakeClock } from '#core/test/fake-clock.ts';
import { openCore, type OpenedCore } from '#core/test/open-core.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';

interface Event extends Record<string, unknown> {
  seq: number;
}

interface Peers {
  core: OpenedCore;
  backend: FakeBackend;
  clock: FakeClock;
}

/** What happens on one connection: so many events are sent, then this. */
interface Cut {
  after: number;
  /** The socket breaks; an event is lost on the way and the next ones come; the app ends and starts again. */
  by: 'break' | 'loss' | 'restart';
  /** Events of before that come once more. */
  again: number;
}

const kinds = fc.constantFrom('more' as const, 'superseding' as const, 'tool' as const);
const cuts = fc.record({
  after: fc.nat(14),
  by: fc.constantFrom('break' as const, 'loss' as const, 'restart' as const),
  again: fc.nat(3),
});

/** A run's events as a backend stores them: text, text that supersedes it, tools, an end. */
function script(steps: readonly ('more' | 'superseding' | 'tool')[], requestId: string): Event[] {
  let message = 1;
  const middle = steps.map((step, at): Event => {
    const seq = at + 2;
    if (step === 'superseding') message += 1;
    if (step === 'tool') {
      const trace_id = `t-${seq}`;
      return { type: 'tool_trace', run_id: 'run-1', seq, trace_id, tool: 'list_tasks', turn: 1, phase: 'start', at: 1 };
    }
    return { type: 'text_chunk', run_id: 'run-1', seq, message_id: `m-${message}`, text: `${seq} ` };
  });
  const end = { type: 'final', run_id: 'run-1', seq: steps.length + 2, status: 'success', response: 'All of it.', usage };
  return [{ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id: requestId }, ...middle, end];
}

/** The connection after `count` others, however long the device waits before it tries. */
async function nextConnection({ core, backend, clock, count }: Peers & { count: number }): Promise<Connection> {
  while (backend.connections.length <= count) {
    if ((await core.rpc.app.status()).connection.state === 'waiting') clock.advance(10_000);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return backend.connection(count + 1);
}

function storedEvents(device: string): { seq: number; frame: string }[] {
  const sqlite = new Database(join(device, 'adiuva.sqlite'), { readonly: true });
  try {
    return sqlite.prepare("select seq, frame from run_events where run_id = 'run-1' order by seq").all() as never;
  } finally {
    sqlite.close();
  }
}

/** Plays the script over connections that are cut; answers the app that is there in the end. */
async function play({
  core: first,
  backend,
  clock,
  plan,
  events,
}: Peers & { plan: readonly Cut[]; events: readonly Event[] }): Promise<OpenedCore> {
  let core = first;
  for (let n = 0; ; n += 1) {
    const connection = await nextConnection({ core, backend, clock, count: n });
    const hello = await connection.frame({ type: 'device_hello' });
    const last = (hello['resume'] as Record<string, number>)['run-1'];
    const stored = storedEvents(core.device);
    // Of a run that has ended nothing is asked any more.
    if (stored.length === events.length) return core;
    expect(stored.length).toBe(last ?? 0);
    // A run that was never stored is asked for once more.
    if (last === undefined && stored.length === 0) await connection.frame({ type: 'chat_request' });
    const cut = plan[n];
    const from = Math.max(0, (last ?? 0) - (cut?.again ?? 0));
    const rest = events.slice(from);
    const sent = cut ? rest.slice(0, cut.after) : rest;
    for (const event of sent) connection.send(event);
    if (!cut) {
      await expect.poll(() => storedEvents(core.device).length, { interval: 5, timeout: 10_000 }).toBe(events.length);
      clock.advance(60);
      await connection.frame((frame) => frame.type === 'ack' && frame['seq'] === events.length);
      return core;
    }
    if (cut.by === 'loss') for (const event of rest.slice(cut.after + 1)) connection.send(event);
    // Only an event that is new to the device, of a run that it knows, and before another one, is missed by it.
    const isMissed = from + cut.after >= Math.max(last ?? 0, 1) && cut.after + 1 < rest.length;
    if (cut.by === 'restart') {
      await core.close();
      core = openCore({ backendUrl: backend.url, clock, device: core.device });
    } else if (cut.by === 'break' || !isMissed) connection.socket.terminate();
    await connection.closed;
  }
}

test('wherever it is cut, the log of a run has every event once, in order, as it came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(kinds, { maxLength: 12 }), fc.array(cuts, { maxLength: 3 }), async (steps, plan) => {
      const backend = await startFakeBackend();
      const clock = createFakeClock();
      let core = openCore({ backendUrl: backend.url, clock, device: temporaryFolder() });
      try {
        const { request_id: requestId, session_id: sessionId } = await core.rpc.chat.send({ text: 'Go' });
        const events = script(steps, requestId);
        core = await play({ core, backend, clock, plan, events });
        expect(storedEvents(core.device).map(({ frame }) => JSON.parse(frame) as unknown)).toEqual(events);
        const { turns } = await core.rpc.chat.transcript({ session_id: sessionId, limit: 9 });
        expect(turns).toHaveLength(1);
        expect(turns[0]?.answer).toMatchObject({ status: 'success', text: 'All of it.' });
        for (const { frames } of backend.connections)
          for (const { type, seq } of frames) if (type === 'ack') expect(seq).toBeLessThanOrEqual(events.length);
      } finally {
        await core.close();
        await backend.close();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('an unfinished answer reads as its newest message says, after any cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(kinds, { minLength: 1, maxLength: 12 }), fc.nat(12), async (steps, at) => {
      const backend = await startFakeBackend();
      const clock = createFakeClock();
      const core = openCore({ backendUrl: backend.url, clock, device: temporaryFolder() });
      try {
        const { request_id: requestId, session_id: sessionId } = await core.rpc.chat.send({ text: 'Go' });
        const events = script(steps, requestId).slice(0, -1);
        const first = await nextConnection({ core, backend, clock, count: 0 });
        await first.frame({ type: 'chat_request' });
        for (const event of events.slice(0, at)) first.send(event);
        first.socket.terminate();
        const second = await nextConnection({ core, backend, clock, count: 1 });
        const hello = await second.frame({ type: 'device_hello' });
        const last = (hello['resume'] as Record<string, number>)['run-1'] ?? 0;
        if (last === 0) await second.frame({ type: 'chat_request' });
        for (const event of events.slice(last)) second.send(event);
        const newest = events.findLast((event) => event['type'] === 'text_chunk')?.['message_id'];
        const text = events.filter(({ message_id: id }) => id !== undefined && id === newest).map(({ text }) => text);
        await expect
          .poll(async () => (await core.rpc.chat.transcript({ session_id: sessionId, limit: 9 })).turns[0]?.answer, {
            interval: 5,
          })
          .toMatchObject({ status: 'running', text: text.join('') });
        await expect.poll(() => storedEvents(core.device).length, { interval: 5 }).toBe(events.length);
      } finally {
        await core.close();
        await backend.close();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
