// What the core in memory does with changes: it switches whole runs and days, and keeps deleted tasks.
import { implement } from '@orpc/server';
import type { SwitchEntry, SwitchResult, SwitchScope } from '#rpc/activity.ts';
import { contract } from '#rpc/contract.ts';
import type { MemoryCore, MemoryJournal } from './memory-state.ts';

export function emptyJournal(): MemoryJournal {
  return { asked: [], switches: [], history: [], acts: new Map(), kept: [], conflicts: [] };
}

function dayOf(instant: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(instant);
}

export function activityHandlers({ core, now, newId }: { core: MemoryCore; now: () => number; newId: () => string }) {
  const os = implement(contract);
  const page = <Row>(items: Row[], { offset = 0, limit = 50 }: { offset?: number | undefined; limit?: number | undefined }) => ({
    items: items.slice(offset, offset + limit),
    total: items.length,
  });

  function switchRuns(wanted: (runId: string, startedAt: number) => boolean, kind: 'undo' | 'redo'): number {
    let changes = 0;
    for (const run of core.runs) {
      if (!wanted(run.run_id, run.started_at) || run.change_count === 0) continue;
      run.undone = kind === 'undo' ? 'all' : 'none';
      for (const change of run.changes) change.active = kind === 'redo';
      changes += run.change_count;
    }
    for (const turns of core.turns.values())
      for (const { answer, at } of turns)
        if (answer && wanted(answer.run_id, at)) {
          answer.undone = kind === 'undo' ? 'all' : 'none';
          if (!core.runs.some(({ run_id }) => run_id === answer.run_id)) changes += answer.changes;
        }
    return changes;
  }

  function switchChange(changeId: string, kind: 'undo' | 'redo'): number {
    const entries = [...core.journal.history, ...core.runs.flatMap((run) => run.changes)];
    const entry = entries.find((one) => one.change_id === changeId);
    if (!entry) return 0;
    entry.active = kind === 'redo';
    return 1;
  }

  function doSwitch(kind: 'undo' | 'redo', scope: SwitchScope): number {
    switch (scope.by) {
      case 'run':
        return switchRuns((runId) => runId === scope.run_id, kind);
      case 'day':
        return switchRuns((_runId, at) => dayOf(at) === scope.day, kind);
      case 'since':
        return switchRuns((_runId, at) => at >= scope.at, kind);
      case 'change':
        return switchChange(scope.change_id, kind);
      case 'agent':
        return 0;
      case 'changes':
        for (const changeId of scope.change_ids) core.journal.acts.get(changeId)?.[kind]();
        return scope.change_ids.length;
      case 'switch': {
        const made = core.journal.switches.find((one) => one.switch_id === scope.switch_id);
        if (!made || made.scope.by === 'repair' || made.scope.by === 'changes') return 0;
        return doSwitch(made.kind === 'undo' ? 'redo' : 'undo', made.scope as SwitchScope);
      }
      default:
        return scope satisfies never;
    }
  }

  function change({ kind, scope }: { kind: 'undo' | 'redo'; scope: SwitchScope }): SwitchResult {
    core.journal.asked.push({ kind, scope });
    const changes = doSwitch(kind, scope);
    const { kept, conflicts } = core.journal;
    const left = kind === 'undo' ? { kept, conflicts } : { kept: [], conflicts: [] };
    if (changes === 0) return { changes, ...left };
    const made: SwitchEntry = { switch_id: newId(), kind, scope, changes, at: now() };
    core.journal.switches.unshift(made);
    core.tell('activity');
    core.tell('tasks');
    return { changes, ...left, switch_id: made.switch_id };
  }

  const ofRun = (run_id: string, kind: 'undo' | 'redo') => ({ run_id, ...change({ kind, scope: { by: 'run', run_id } }) });

  return {
    runs: os.activity.runs.handler(({ input }) =>
      page(
        core.runs.filter((run) => !input.with_changes || run.change_count > 0),
        input,
      ),
    ),
    changes: os.activity.changes.handler(({ input }) => {
      const run = core.runs.find(({ run_id }) => run_id === input.run_id);
      const first = run?.changes[0];
      const all = first
        ? Array.from({ length: run.change_count }, (_, at) => run.changes[at] ?? { ...first, change_id: newId() })
        : [];
      return page(all, input);
    }),
    switch: os.activity.switch.handler(({ input }) => change(input)),
    switches: os.activity.switches.handler(({ input }) => page(core.journal.switches, input)),
    rowHistory: os.activity.rowHistory.handler(({ input }) =>
      page(
        core.journal.history.filter(({ table, row_id }) => table === input.table && row_id === input.row_id).toReversed(),
        input,
      ),
    ),
    undo: os.activity.undo.handler(({ input }) => ofRun(input.run_id, 'undo')),
    redo: os.activity.redo.handler(({ input }) => ofRun(input.run_id, 'redo')),
  };
}
