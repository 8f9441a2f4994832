import { exhausted } from '../exhausted.ts';
import type { Reference, RowFilter, RowTarget } from '../understand/intent.ts';
import { shownRows } from './calls.ts';
import { ask, lookUp, nearly, oneOf } from './look-up-rows.ts';
import { pick } from './pending.ts';
import { type Plan, PlanStop } from './plan.ts';
import type { RowSearch, TitledRow } from './row-kinds.ts';
import { selectRows } from './select-rows.ts';

/** The rows that a target means. None, several for one name, or a reference to nothing end the plan. */
export function* findRows<Row extends TitledRow>({
  target,
  search,
}: {
  target: RowTarget<Row>;
  search: RowSearch<Row>;
}): Plan<Row[]> {
  switch (target.kind) {
    case 'rows':
      return target.rows;
    case 'reference':
      return referred({ reference: target.reference, search });
    case 'filter':
      return yield* filtered({ filter: target.filter, search });
    case 'name': {
      const looked = yield* lookUp({ target, search });
      if (looked.named.length === 0) return yield* nearly({ name: target.name, looked, search });
      return [yield* oneOf({ name: target.name, looked, search })];
    }
    default:
      return exhausted(target);
  }
}

/** All rows of a filter; none, or more than are changed in one go, end the plan. */
function* filtered<Row extends TitledRow>({ filter, search }: { filter: RowFilter; search: RowSearch<Row> }): Plan<Row[]> {
  const { kind, scene, writes } = search;
  const resume = (chosen: RowFilter): ReturnType<typeof search.resume> => search.resume({ kind: 'filter', filter: chosen });
  const { rows, total, ...asked } = yield* selectRows({ kind, filter, scene, writes, limit: shownRows, resume });
  if (total === 0)
    throw new PlanStop({
      text: `${kind.nothing({ asked, scene })}${writes ? ` ${scene.voice.deleted.unchanged()}` : ''}`,
      stopped: true,
    });
  if (total > rows.length)
    throw new PlanStop({
      text: scene.voice.rowFinding.tooMany({ noun: kind.noun, count: total, most: shownRows }),
      stopped: true,
    });
  return rows;
}

function referred<Row extends TitledRow>({ reference, search }: { reference: Reference; search: RowSearch<Row> }): Row[] {
  const { kind, scene, writes } = search;
  const { rows, total } = kind.recall(scene.memory) ?? { rows: [], total: 0 };
  const { rowFinding } = scene.voice;
  const asked = { noun: kind.noun, writes };
  if (rows.length === 0) throw new PlanStop({ text: rowFinding.noneNamed(asked), stopped: true });
  const chosen = pick({ rows, reference });
  const isCounted = reference.which === 'them' && reference.count !== undefined && reference.count !== rows.length;
  if (chosen.length > 0 && !isCounted) return chosen.filter((row, at) => chosen.indexOf(row) === at);
  const intro =
    reference.which === 'it' ? rowFinding.whichOfThese(asked) : rowFinding.otherCount({ ...asked, have: rows.length });
  return ask({ rows: [...rows], total, intro, search });
}
