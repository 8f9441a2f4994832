import { backendFrameSchema, runIdSchema, type RunEvent } from '@adiuva/shared-protocol';
import fc from 'fast-check';

/** What happens next in a run, of what can happen. `pick` chooses among what is open. */
const happenings = fc.record({
  what: fc.constantFrom('text', 'text', 'new message', 'start', 'start', 'finish', 'finish', 'approval', 'progress', 'wait'),
  pick: fc.nat(20),
  text: fc.string({ maxLength: 12, unit: 'grapheme' }),
});
const statuses = fc.constantFrom('success', 'partial', 'error', 'cancelled', 'limit', undefined);

/** The log of a run as a worker could have written it: whole, or as far as it has come. */
export const runLog: fc.Arbitrary<RunEvent[]> = fc
  .tuple(fc.array(happenings, { maxLength: 30 }), statuses)
  .map(([list, status]) => write({ list, status }));

type Happening = typeof happenings extends fc.Arbitrary<infer Value> ? Value : never;

function write({ list, status }: { list: Happening[]; status: string | undefined }): RunEvent[] {
  const run_id = runIdSchema.parse('run-1');
  const events: RunEvent[] = [];
  const open: string[] = [];
  let message = 0;
  let calls = 0;
  const add = (body: Record<string, unknown>): void => {
    const frame = backendFrameSchema.parse({ run_id, seq: events.length + 1, ...body });
    if (!('seq' in frame)) throw new Error('no event of a run');
    events.push(frame);
  };
  const usage = () => ({
    input_tokens: events.length * 10,
    output_tokens: events.length,
    cached_input_tokens: 2,
    reasoning_tokens: 0,
    cost_usd: events.length / 1_000,
    model: 'test:script',
  });
  const trace = (id: string) => ({ type: 'tool_trace', trace_id: id, tool: 'create_task', turn: 1, at: 1_000 + events.length });

  add({ type: 'run_started', kind: 'chat', request_id: 'q-1', session_id: 's-1', model: 'test:script' });
  for (const { what, pick, text } of list) {
    const id = open[pick % Math.max(1, open.length)];
    if (what === 'new message') message += 1;
    if (what === 'text' || what === 'new message') add({ type: 'text_chunk', message_id: `m-${message}`, text });
    if (what === 'start') {
      calls += 1;
      open.push(`run-1:1:${calls}`);
      add({ ...trace(`run-1:1:${calls}`), phase: 'start', input: { title: text } });
    }
    if (what === 'approval' && id !== undefined) {
      const request = { type: 'approval_request', approval_id: id, tool: 'create_task', input: { title: text } };
      add({ ...request, reason: 'It leaves the backend.', expires_at: 1_800_000_000_000 });
    }
    if (what === 'finish' && id !== undefined) {
      open.splice(open.indexOf(id), 1);
      add({ ...trace(id), phase: 'finish', outcome: 'ok', output_summary: text, latency_ms: 4 });
    }
    if (what === 'progress') add({ type: 'run_progress', done: pick, total: 20, label: text });
    if (what === 'wait' && open.length > 0) {
      add({ type: 'final', status: 'waiting', response: 'Waiting for your approval.', usage: usage() });
      // Another model call has another message.
      message += 1;
    }
  }
  if (status !== undefined) {
    const code = status === 'error' ? 'model_error' : status === 'limit' ? 'time_limit' : undefined;
    add({ type: 'final', status, response: `It ended: ${status}.`, ...(code ? { code } : {}), usage: usage() });
  }
  return events;
}
