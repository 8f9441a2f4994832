import type { EndedRun, OpenRun } from '#rpc/runs.ts';
import { newId } from './memory-core.ts';
import { tellOfRuns } from './memory-runs.ts';
import type { MemoryCore } from './memory-state.ts';

const usage = {
  input_tokens: 3_120,
  output_tokens: 240,
  cached_input_tokens: 0,
  reasoning_tokens: 0,
  cost_usd: 0.0124,
  model: 'openai:gpt-9',
};

export function openRunOf(more: Partial<OpenRun> = {}): OpenRun {
  return {
    request_id: newId(),
    run_id: newId(),
    session_id: 'session-2',
    title: 'Create a project called Website relaunch',
    asked_at: Date.now() - 40_000,
    phase: { kind: 'thinking' },
    used: { calls: 0, rows: 0, bytes: 0, changes: 0 },
    ...more,
  };
}

export function endedRunOf(more: Partial<EndedRun> = {}): EndedRun {
  const now = Date.now();
  return {
    run_id: newId(),
    session_id: 'session-1',
    title: 'What is due this week?',
    status: 'success',
    response: 'Four tasks need you until Friday.',
    started_at: now - 600_000,
    ended_at: now - 599_588,
    change_count: 0,
    ...more,
  };
}

/** One of every way in which something goes on, waits, or ended. */
export function fillRuns(core: MemoryCore): void {
  const now = Date.now();
  const message = { run_id: undefined, used: undefined };
  const open = (title: string, phase: OpenRun['phase'], more: Partial<OpenRun> = {}) => {
    const { run_id: runId, used, ...run } = { ...openRunOf({ title, phase }), ...more };
    core.runList.open.push({
      ...run,
      ...(runId === undefined ? {} : { run_id: runId }),
      ...(used === undefined ? {} : { used }),
    });
  };
  open(
    'Which invoices of the autumn were never paid, and who should be reminded first, by amount and by age?',
    {
      kind: 'working',
      tools: ['list_tasks', 'list_clients'],
    },
    { used: { calls: 4, rows: 212, bytes: 40_000, changes: 0 } },
  );
  open(
    'Summarise the notes of the Lindqvist project',
    { kind: 'writing' },
    { used: { calls: 1, rows: 8, bytes: 900, changes: 0 } },
  );
  open(
    'Tidy up the website project',
    { kind: 'waiting', summaries: ['Delete the task “Old banner”', 'Delete the task “Old footer”'], count: 2 },
    {
      asked_at: now - 7_200_000,
      used: { calls: 6, rows: 31, bytes: 4_000, changes: 3 },
      usage,
    },
  );
  open('How is Notary Weber doing?', { kind: 'held' }, message);
  open('Move everything of Friday to Monday', { kind: 'queued' });
  open(
    'And then tell me what is left',
    { kind: 'deferred', code: 'busy', reason: '20 of your messages are being answered already.', retry_at: now + 500_000 },
    message,
  );
  open('Write a reminder to Hofmann', { kind: 'stopping' });
  open('Plan next week', { kind: 'away' });
  core.runList.ended.push(
    endedRunOf({ change_count: 3, usage }),
    endedRunOf({
      title: 'Read all of my notes and find every promise',
      status: 'limit',
      code: 'time_limit',
      ended_at: now - 1_000_000,
    }),
    endedRunOf({ title: 'Guess my tax', status: 'error', code: 'model_unavailable', ended_at: now - 90_000_000 }),
    endedRunOf({
      title: 'Delete everything',
      status: 'cancelled',
      code: 'cancelled',
      change_count: 1,
      ended_at: now - 180_000_000,
    }),
  );
  tellOfRuns(core);
}
