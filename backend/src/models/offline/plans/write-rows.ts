import { type Outcome, type Plan, type Scene, type TypedCall, attempt } from './plan.ts';

/** The longest title or name that the tools take. */
export const longestTitle = 500;

/**
 * Writes what is wanted of each row, all in one step, and says what came of it. A row of which nothing is wanted is as it was
 * to be already, and is not written. `now`: the rows as they are.
 */
export function* settleWrites<Row extends { id: string }, Wanted extends object, Written>({
  rows,
  wanted,
  call,
  after,
  nameOf,
  said,
  list,
  scene,
}: {
  rows: readonly Row[];
  wanted: readonly Wanted[];
  call: (id: string, wanted: Wanted) => TypedCall<Written>;
  after: (written: Written) => Row;
  nameOf: (row: Row) => string;
  /** The sentences about one row that changed. */
  said: (change: { before: Row; after: Row; wanted: Wanted }) => string[];
  /** The answer about several. */
  list: (changed: Row[]) => string;
  scene: Scene;
}): Plan<{ now: Row[]; text: string; stopped: boolean }> {
  const { voice } = scene;
  const todo = rows.flatMap((row, index) => {
    const want = wanted[index];
    return want && Object.keys(want).length > 0 ? [{ row, want }] : [];
  });
  const outcomes: Outcome<Written>[] = yield* attempt(todo.map(({ row, want }) => call(row.id, want)));
  const settled = todo.map(({ row, want }, index) => ({
    before: row,
    wanted: want,
    outcome: outcomes[index] ?? ({ ok: false, error: '', code: 'unanswered' } as const),
  }));
  const changed = settled.flatMap(({ before, wanted: want, outcome }) =>
    outcome.ok ? [{ before, after: after(outcome.value), wanted: want }] : [],
  );
  const failures = settled.flatMap(({ before, outcome }) =>
    outcome.ok ? [] : [`${voice.rows.name(nameOf(before))}: ${voice.faults.failed(outcome)}`],
  );
  const same = rows.filter((row) => !todo.some((one) => one.row === row)).map(nameOf);
  const [first, second] = changed;
  const done = first === undefined ? '' : second === undefined ? said(first).join(' ') : list(changed.map((one) => one.after));
  return {
    now: rows.map((row) => changed.find(({ before }) => before === row)?.after ?? row),
    text: [done, same.length > 0 ? voice.rowFinding.already(same) : '', ...failures].filter((text) => text !== '').join('\n\n'),
    stopped: failures.length > 0,
  };
}
