import { exhausted } from '../exhausted.ts';
import type { TaskLine } from '@adiuva/shared-protocol';
import type { Reference, Target, TaskFilter } from '../understand/intent.ts';
import { type TaskSearch, askWhich } from './ask-which.ts';
import { shownRows } from './calls.ts';
import { findByName } from './find-by-name.ts';
import { findPlace } from './find-place.ts';
import { type Plan, PlanStop } from './plan.ts';
import { selectTasks } from './select-tasks.ts';

/** The tasks that a target means. None, several for one name, or a reference to nothing end the plan. */
export function* findTasks({ target, ...search }: TaskSearch & { target: Target }): Plan<TaskLine[]> {
  switch (target.kind) {
    case 'rows':
      return target.rows;
    case 'reference': {
      const { focus, query } = search.scene.memory;
      const counted =
        target.reference.which === 'them' &&
        target.reference.count === undefined &&
        focus?.noun === 'task' &&
        focus.rows.length < focus.total;
      // "Complete all of them" after a count, or a list that showed a part: all that the question was about.
      if (counted && query?.kind === 'list-tasks') return yield* filtered({ filter: query.filter, search });
      return referred({ reference: target.reference, search });
    }
    case 'filter':
      return yield* filtered({ filter: target.filter, search });
    case 'name':
      return yield* findByName({ target, search });
    default:
      return exhausted(target);
  }
}

function* filtered({ filter, search }: { filter: TaskFilter; search: TaskSearch }): Plan<TaskLine[]> {
  const { scene } = search;
  const place =
    filter.place &&
    (yield* findPlace({
      place: filter.place,
      scene,
      resume: (place) => search.resume({ kind: 'filter', filter: { ...filter, place } }),
    }));
  if (filter.place && place === undefined) {
    const name = 'name' in filter.place ? filter.place.name : '';
    throw new PlanStop({ text: scene.voice.places.noPlace({ name, writes: search.writes }), stopped: true });
  }
  const { limit: _limit, ...wanted } = filter;
  const statuses = wanted.statuses.length === 0 && search.fitting.length > 0 ? [...search.fitting] : wanted.statuses;
  const fitting = { ...wanted, statuses };
  const { rows, total, range } = yield* selectTasks({ filter: fitting, place, scene, limit: shownRows });
  const described = { filter: fitting, range, place, scene };
  if (total === 0)
    throw new PlanStop({ text: scene.voice.tasks.noneSuch({ ...described, writes: search.writes }), stopped: true });
  const some = filter.limit === undefined ? rows : rows.slice(0, filter.limit);
  if (filter.limit === undefined && total > rows.length) {
    throw new PlanStop({ text: scene.voice.tasks.tooMany({ ...described, count: total, most: shownRows }), stopped: true });
  }
  return some;
}

function referred({ reference, search }: { reference: Reference; search: TaskSearch }): TaskLine[] {
  const { scene, writes } = search;
  const { memory, voice } = scene;
  const focus = memory.focus?.noun === 'task' ? memory.focus : memory.tasks;
  const rows = focus?.rows ?? [];
  const [first] = rows;
  if (first === undefined || focus === undefined) {
    throw new PlanStop({ text: voice.finding.noneNamed({ writes }), stopped: true });
  }
  switch (reference.which) {
    case 'it':
      if (rows.length > 1) return askWhich({ rows, total: focus.total, intro: voice.finding.whichOfThese({ writes }), search });
      return [first];
    case 'them':
      if (reference.count !== undefined && reference.count !== rows.length)
        return askWhich({
          rows,
          total: focus.total,
          intro: voice.finding.otherCount({ have: rows.length, said: reference.count, writes }),
          search,
        });
      return rows;
    case 'both':
      if (rows.length !== 2)
        return askWhich({
          rows,
          total: focus.total,
          intro: voice.finding.notTwo({ have: rows.length, writes }),
          search,
        });
      return rows;
    case 'places': {
      const chosen = reference.places.flatMap((place) => rows.at(place > 0 ? place - 1 : place) ?? []);
      if (chosen.length < reference.places.length || reference.places.some((place) => place < -rows.length)) {
        return askWhich({
          rows,
          total: focus.total,
          intro: voice.finding.notInList({ have: rows.length, writes }),
          search,
        });
      }
      return chosen.filter((row, at) => chosen.indexOf(row) === at);
    }
    default:
      return exhausted(reference);
  }
}
