import { tables, type Row } from '@adiuva/shared-protocol';
import { fromDeviceDay, toDeviceDay } from './device-day.ts';
import type { SqlValue, StoredRow, WorkTable } from './work-tables.ts';

/** How one field of the wire is kept: as it is, as a JSON list, or as a day and a time. */
type FieldPlan =
  | { kind: 'plain'; field: string; column: string }
  | { kind: 'list'; field: string; column: string }
  | { kind: 'day'; field: string; column: string; timeColumn: string };

/** A table's rows as the wire has them, and the way back. */
export interface EntityCodec {
  /** A row from its values, in the order of the table's columns. */
  read(values: readonly SqlValue[]): Row;
  /** The columns that these fields set. Absent fields set nothing. */
  columnsOf(fields: object): StoredRow;
  /** Names of the wire's fields that these columns hold, with the columns of each. */
  fieldColumns: ReadonlyMap<string, readonly string[]>;
}

const snake = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function planOf(field: string): FieldPlan {
  switch (field) {
    case 'assignee':
      return { kind: 'list', field, column: 'assignee' };
    case 'dueDate':
      return { kind: 'day', field, column: 'due_day', timeColumn: 'due_time' };
    case 'date':
      return { kind: 'day', field, column: 'day', timeColumn: 'time' };
    default:
      return { kind: 'plain', field, column: snake(field) };
  }
}

const text = (value: SqlValue | undefined): string | null => (typeof value === 'string' ? value : null);

/** Only strings are names; what else somebody may have written there is passed over. */
function readList(value: SqlValue | undefined): string[] {
  if (typeof value !== 'string' || value === '[]') return [];
  const list: unknown = JSON.parse(value);
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

function readDay({ day, time }: { day: string | null; time: string | null }): number | null {
  return day === null ? null : (fromDeviceDay({ day, time }) ?? null);
}

export function createEntityCodec({ name, columns }: WorkTable): EntityCodec {
  const order = [...columns.keys()];
  const at = (column: string): number => {
    const index = order.indexOf(column);
    if (index < 0) throw new Error(`${name} has no column ${column}`);
    return index;
  };
  const plans = Object.keys(tables[name].row.shape).map(planOf);
  const reads = plans.map((plan) => ({
    plan,
    index: at(plan.column),
    timeIndex: plan.kind === 'day' ? at(plan.timeColumn) : -1,
  }));
  const byField = new Map(plans.map((plan) => [plan.field, plan]));

  return {
    fieldColumns: new Map(
      plans.map((plan) => [plan.field, plan.kind === 'day' ? [plan.column, plan.timeColumn] : [plan.column]]),
    ),
    read(values) {
      const row: Record<string, unknown> = {};
      for (const { plan, index, timeIndex } of reads) {
        const value = values[index];
        if (plan.kind === 'plain') row[plan.field] = value;
        else if (plan.kind === 'list') row[plan.field] = readList(value);
        else row[plan.field] = readDay({ day: text(value), time: text(values[timeIndex]) });
      }
      // The plan is made from the row's own schema, and SQLite holds what was checked by it.
      return row as Row;
    },
    columnsOf(fields) {
      const stored: StoredRow = {};
      for (const [field, value] of Object.entries(fields)) {
        const plan = byField.get(field);
        if (!plan || value === undefined) continue;
        if (plan.kind === 'list') stored[plan.column] = JSON.stringify(value);
        else if (plan.kind === 'day') {
          const { day, time } = value === null ? { day: null, time: null } : toDeviceDay(Number(value));
          stored[plan.column] = day;
          stored[plan.timeColumn] = time;
        } else stored[plan.column] = value;
      }
      return stored;
    },
  };
}
