import { describe, expect, test } from 'vitest';
import {
  readSnapshot,
  SNAPSHOT_VERSION,
  SnapshotTooNewError,
  withCallStatus,
  withRunState,
  type RunState,
} from './session-snapshot.ts';

/** As the first release wrote it. Never edited: what is stored in databases is read for good. */
const frozenV1 = {
  version: 1,
  runs: [
    {
      run_id: 'r-1',
      status: 'waiting',
      step: 2,
      pending_tool_calls: [
        {
          tool_call_id: 'r-1:2:0',
          tool: 'send_notification',
          input: { channel: 'webhook', url: 'https://hooks.example.com/x', text: 'hello' },
          where: 'backend',
          status: 'PENDING_APPROVAL',
          requested_at: 1_764_000_000_000,
          expires_at: 1_764_086_400_000,
        },
        {
          tool_call_id: 'r-1:2:1',
          tool: 'delete_task',
          input: { task_id: 't-1' },
          where: 'device',
          status: 'PENDING_APPROVAL',
          requested_at: 1_764_000_000_000,
          expires_at: null,
        },
      ],
      budget_left: { steps: 3, ms: 590_000, tokens: 999_000, cost_usd: 4.5 },
    },
  ],
};

const stateOf = (runId: string): RunState => ({ ...(readSnapshot(frozenV1).runs[0] as RunState), run_id: runId });

describe('reading', () => {
  test('the first form is read whole, and what is not there is empty', () => {
    expect(readSnapshot(frozenV1)).toEqual(frozenV1);
    expect(readSnapshot(undefined)).toEqual({ version: SNAPSHOT_VERSION, runs: [] });
  });

  test('a later form is refused with its number, whatever else it holds', () => {
    expect(() => readSnapshot({ version: SNAPSHOT_VERSION + 1, runs: 'no list any more' })).toThrow(SnapshotTooNewError);
    expect(() => readSnapshot({ version: 99 })).toThrow(/form 99.*Nothing was done/);
  });

  test('an older form goes through each upgrade after the other; one without a way is refused', () => {
    const old = { version: -1, open: [frozenV1.runs[0]] };
    const steps = {
      [-1]: (older: Record<string, unknown>) => ({ list: older['open'] }),
      0: (older: Record<string, unknown>) => ({ runs: older['list'] }),
    };
    expect(readSnapshot(old, { steps })).toEqual(frozenV1);
    expect(() => readSnapshot(old)).toThrow('has no upgrade');
  });
});

describe('changing', () => {
  test('a run’s state stands in place of the one before, beside those of other runs; the last one that ends leaves nothing', () => {
    const two = withRunState({ snapshot: readSnapshot(frozenV1), runId: 'r-2', state: stateOf('r-2') });
    expect(two?.runs.map((run) => run.run_id)).toEqual(['r-1', 'r-2']);
    const moved = withRunState({ snapshot: two!, runId: 'r-1', state: { ...stateOf('r-1'), step: 3 } });
    expect(moved?.runs.map((run) => [run.run_id, run.step])).toEqual([
      ['r-2', 2],
      ['r-1', 3],
    ]);
    const one = withRunState({ snapshot: moved!, runId: 'r-1', state: 'ended' });
    expect(one?.runs.map((run) => run.run_id)).toEqual(['r-2']);
    expect(withRunState({ snapshot: one!, runId: 'r-2', state: 'ended' })).toBeNull();
  });

  test('a decision changes the status of its call alone', () => {
    const changed = withCallStatus({ snapshot: readSnapshot(frozenV1), runId: 'r-1', callId: 'r-1:2:0', status: 'APPROVED' });
    expect(changed.runs[0]?.pending_tool_calls.map((call) => call.status)).toEqual(['APPROVED', 'PENDING_APPROVAL']);
    expect(withCallStatus({ snapshot: readSnapshot(frozenV1), runId: 'r-9', callId: 'r-1:2:0', status: 'APPROVED' })).toEqual(
      frozenV1,
    );
  });
});
