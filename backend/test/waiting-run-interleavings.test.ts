import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let backend: TestBackend;
let database: TestDatabase;

const ROWS = ['a', 'b', 'c'];
const secrets = { current: Buffer.alloc(48, 7), previous: undefined };
const answer: NonNullable<Parameters<typeof startTestBackend>[0]['answer']> = (options) => {
  const last = options.prompt.at(-1);
  if (last?.role === 'tool') return { text: [JSON.stringify(last.content).includes('rejected') ? 'Some.' : 'All.'] };
  return JSON.stringify(last).includes('Delete')
    ? { calls: ROWS.map((id) => ({ name: 'delete_task', input: { task_id: id } })) }
    : { text: ['Hello.'] };
};

beforeAll(async () => {
  database = await createTestDatabase();
  backend = await startTestBackend({ database, secrets, answer });
});
afterAll(async () => {
  await backend.close();
});

type Step =
  | { kind: 'approve' | 'reject' | 'ask-again'; row: number }
  | { kind: 'reconnect' | 'restart' | 'chat' | 'same-request' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('approve', 'reject', 'ask-again'), row: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('reconnect', 'chat', 'same-request') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

/** A device with a record of its own: asks its owner about each call, does each once, and remembers over its sockets. */
class Device {
  readonly frames: Frame[] = [];
  readonly decisions = new Map<string, 'approve' | 'reject'>();
  readonly executed: string[] = [];
  readonly payloads = new Map<string, Set<string>>();
  readonly calls = new Map<string, Frame>();
  #socket: BareDevice | undefined;
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  get socket(): BareDevice {
    if (!this.#socket) throw new Error('not connected');
    return this.#socket;
  }

  events(): Frame[] {
    return this.frames.filter((frame) => 'seq' in frame);
  }

  async connect(): Promise<void> {
    const resume: Record<string, number> = {};
    for (const event of this.events()) resume[String(event['run_id'])] = Number(event['seq']);
    const socket = await connectDevice({ url: backend.url, token: this.#token, hello: { resume } });
    this.#socket = socket;
    for (const frame of socket.frames) this.#hear(frame);
    socket.socket.on('message', (data: Buffer) => this.#hear(JSON.parse(data.toString()) as Frame));
  }

  #hear(frame: Frame): void {
    if (frame.type === 'ping') return;
    this.frames.push(frame);
    if (frame.type !== 'tool_call') return;
    const id = String(frame['id']);
    this.calls.set((frame['data'] as { id: string }).id, frame);
    this.payloads.set(id, (this.payloads.get(id) ?? new Set()).add(JSON.stringify(frame)));
    const decision = this.decisions.get(id);
    if (decision === 'approve' && !this.executed.includes(id)) this.executed.push(id);
    const body =
      decision === 'approve'
        ? { deleted: true }
        : decision === 'reject'
          ? { error: 'The user rejected this.', code: 'rejected' }
          : { error: 'The user is asked.', code: 'needs_approval' };
    this.socket.send({ type: 'tool_result', id, run_id: frame['run_id'], ...body });
  }

  tell(row: string): void {
    const call = this.calls.get(row);
    if (!call) return;
    this.socket.send({
      type: 'approval_response',
      approval_id: call['id'],
      decision: this.decisions.get(String(call['id'])) ?? 'approve',
    });
  }
}

test('whatever comes between, a run that waits ends once, with every decision, and does nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const device = new Device((await registerUser(backend)).access);
      await device.connect();
      const request = { message: 'Delete all', requestId: 'the-request', sessionId: 's-1' };
      chat({ device: device.socket, ...request });
      for (const { kind, ...rest } of steps) {
        const row = 'row' in rest ? (ROWS[rest.row] ?? 'a') : 'a';
        const call = device.calls.get(row);
        if (kind === 'approve' || kind === 'reject') {
          if (call && !device.decisions.has(String(call['id']))) device.decisions.set(String(call['id']), kind);
          device.tell(row);
        } else if (kind === 'ask-again') device.tell(row);
        else if (kind === 'chat') chat({ device: device.socket, message: 'Hello', sessionId: 's-1' });
        else if (kind === 'same-request') chat({ device: device.socket, ...request });
        else {
          if (kind === 'reconnect') await device.socket.close();
          else {
            await backend.close();
            backend = await startTestBackend({ database, secrets, answer });
          }
          await device.connect();
          // As a device does, until it has seen its run begin.
          if (!device.frames.some((each) => each['request_id'] === request.requestId))
            chat({ device: device.socket, ...request });
        }
      }
      await expect.poll(() => device.calls.size, { timeout: 10_000 }).toBe(3);
      for (const [row, call] of device.calls) {
        if (!device.decisions.has(String(call['id']))) device.decisions.set(String(call['id']), 'approve');
        device.tell(row);
      }
      const runId = String(device.calls.get('a')?.['run_id']);
      const ends = (): Frame[] =>
        device.frames.filter((each) => each.type === 'final' && each['run_id'] === runId && each['status'] !== 'waiting');
      await expect.poll(() => ends().length, { timeout: 10_000 }).toBeGreaterThan(0);
      const isAll = [...device.decisions.values()].every((decision) => decision === 'approve');
      expect(ends()).toMatchObject([{ status: 'success', response: isAll ? 'All.' : 'Some.' }]);
      const own = device.events().filter((each) => each['run_id'] === runId && each.type !== 'run_started');
      expect(own.map((each) => each['seq'])).toEqual(own.map((_, index) => index + 2));
      const finishes = own.filter((each) => each.type === 'tool_trace' && each['phase'] === 'finish');
      expect(new Set(finishes.map((each) => each['tool_call_id'])).size).toBe(3);
      expect(finishes).toHaveLength(3);
      for (const sent of device.payloads.values()) expect(sent.size).toBe(1);
      const approved = [...device.decisions].filter(([, decision]) => decision === 'approve').map(([id]) => id);
      expect(new Set(device.executed)).toEqual(new Set(approved));
      device.socket.socket.terminate();
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);
