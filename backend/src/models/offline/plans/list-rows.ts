import { numbered } from '../say/rows.ts';
import type { Intent, ListCheckpointsIntent, ListNotesIntent, RowFilter } from '../understand/intent.ts';
import { shownRows } from './calls.ts';
import type { Plan, Reply, Scene } from './plan.ts';
import { type RowKind, type TitledRow, learnProjects } from './row-kinds.ts';
import { selectRows } from './select-rows.ts';

/** Lists or counts rows of a kind; the answer says what was asked for, how many there are, and the first rows. */
export function* listRowsPlan<Row extends TitledRow>({
  kind,
  intent,
  scene,
}: {
  kind: RowKind<Row>;
  intent: ListCheckpointsIntent | ListNotesIntent;
  scene: Scene;
}): Plan<Reply> {
  const { amount, filter, limit } = intent;
  const order = intent.kind === 'list-notes' ? intent.order : undefined;
  const resume = (settled: RowFilter): Intent => ({ ...intent, filter: settled });
  const most = amount === 'count' ? 0 : Math.min(limit ?? shownRows, shownRows);
  const { rows, total, ...said } = yield* selectRows({ kind, filter, scene, writes: false, limit: most, order, resume });
  const seen = { focus: kind.focus({ rows, total }), query: intent };
  if (amount === 'count') return { text: kind.counts({ asked: said, total, scene }), ...seen };
  if (total === 0) return { text: kind.nothing({ asked: said, scene }), ...seen };
  yield* learnProjects({ rows, scene });
  const head = kind.head({ asked: said, total, shown: limit, scene });
  const rest = limit === undefined ? scene.voice.rows.remainder({ total, shown: rows.length }) : '';
  return { text: `${head}\n\n${numbered(rows.map((row) => kind.line({ row, scene })))}${rest}`, ...seen };
}
