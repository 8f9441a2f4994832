import { DeviceError } from '#core/device-error.ts';
import type { JournalSwitch, Scope, SwitchOutcome } from '#core/journal/index.ts';
import { instantsOfDay, workTables, type AllWorkRows } from '#core/storage/index.ts';
import { fieldWords } from '#core/work/index.ts';
import type { SwitchEntry, SwitchResult, SwitchScope } from '#rpc/activity.ts';

/** What the page asks for, as the journal has it. @throws DeviceError `invalid_data` for a day that is none */
export function scopeOf(scope: SwitchScope): Scope {
  switch (scope.by) {
    case 'change':
      return { by: 'change', changeId: scope.change_id };
    case 'run':
      return { by: 'run', runId: scope.run_id };
    case 'agent':
      return { by: 'agent', agentId: scope.agent_id };
    case 'day': {
      const instants = instantsOfDay(scope.day);
      if (!instants) throw new DeviceError('invalid_data', `“${scope.day}” is not a day. Write it as 2026-11-27.`);
      return { by: 'day', day: scope.day, ...instants };
    }
    case 'since':
      return scope;
    case 'switch':
      return { by: 'switch', switchId: scope.switch_id };
    case 'changes':
      return { by: 'changes', changeIds: scope.change_ids };
    default:
      return scope satisfies never;
  }
}

/** What an undo or redo did, in words for the user. */
export function switchResult({ outcome, rows }: { outcome: SwitchOutcome; rows: AllWorkRows }): SwitchResult {
  return {
    changes: outcome.changes,
    kept: outcome.kept.map(({ table, rowId, label, reason }) => ({ table, row_id: rowId, label, reason })),
    conflicts: outcome.conflicts.map(({ table, rowId, label, field, kept, wouldBe, by, runId }) => {
      const [column = field] = rows[table].codec.fieldColumns.get(field) ?? [];
      return {
        table,
        row_id: rowId,
        label,
        field,
        kept: fieldWords({ table: workTables[table], column, row: kept, rows }),
        would_be: fieldWords({ table: workTables[table], column, row: wouldBe, rows }),
        by,
        ...(runId === null ? {} : { run_id: runId }),
      };
    }),
    ...(outcome.switchId === undefined ? {} : { switch_id: outcome.switchId }),
  };
}

function scopeEntry({ scope, scopeId }: JournalSwitch): SwitchEntry['scope'] {
  const id = scopeId ?? '';
  switch (scope) {
    case 'change':
      return { by: 'change', change_id: id };
    case 'run':
      return { by: 'run', run_id: id };
    case 'agent':
      return { by: 'agent', agent_id: id };
    case 'day':
      return { by: 'day', day: id };
    case 'since':
      return { by: 'since', at: Number(id) };
    case 'switch':
      return { by: 'switch', switch_id: id };
    case 'repair':
      return { by: 'repair' };
    case 'changes':
      return { by: 'changes' };
    default:
      return scope satisfies never;
  }
}

/** An undo or redo that was made. */
export function switchEntry(made: JournalSwitch & { changes: number }): SwitchEntry {
  return { switch_id: made.id, kind: made.kind, scope: scopeEntry(made), changes: made.changes, at: made.at };
}
