import type { Integrity } from '#core/journal/index.ts';
import { workTables, type AllWorkRows } from '#core/storage/index.ts';
import { fieldWords } from '#core/work/index.ts';
import type { Difference, IntegrityReport } from '#rpc/integrity.ts';

/** The check of the journal, in words for the user. */
export interface IntegrityView {
  report(): IntegrityReport;
  check(): IntegrityReport;
  repair(): { rows: number; switch_id?: string; report: IntegrityReport };
}

const camel = (column: string): string => column.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

export function createIntegrityView({ integrity, rows }: { integrity: Integrity; rows: AllWorkRows }): IntegrityView {
  function report(): IntegrityReport {
    const { checkedRows, differences, differenceCount, unreadableRows, checkedAt, ...rest } = integrity.report();
    return {
      ...rest,
      checked_rows: checkedRows,
      difference_count: differenceCount,
      unreadable_rows: unreadableRows,
      ...(checkedAt === undefined ? {} : { checked_at: checkedAt }),
      differences: differences.map(({ table, rowId, column, rowValue, journalValue }): Difference => {
        const words = (value: typeof rowValue): string | null => {
          if (column === null) return value === null ? null : String(value).slice(0, 80);
          return fieldWords({ table: workTables[table], column, row: { [column]: value }, rows });
        };
        return {
          table,
          row_id: rowId,
          label: rows[table].label(rowId) ?? words(journalValue) ?? rowId,
          field: column === null ? null : camel(column),
          row_value: words(rowValue),
          journal_value: words(journalValue),
        };
      }),
    };
  }

  return {
    report,
    check() {
      integrity.check();
      return report();
    },
    repair() {
      const { rows: repaired, switchId } = integrity.repair();
      return { rows: repaired, ...(switchId === undefined ? {} : { switch_id: switchId }), report: report() };
    },
  };
}
