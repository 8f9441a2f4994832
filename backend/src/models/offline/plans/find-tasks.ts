import { exhausted } from '../exhausted.ts';
import type { TaskLine, TaskStatus } from '@adiuva/shared-protocol';
import { describeTasks } from '../say/filter.ts';
import { quoted } from '../say/markdown.ts';
import { numbered, taskLine } from '../say/rows.ts';
import type { Intent, Reference, Target, TaskFilter } from '../understand/intent.ts';
import { type TaskList, listTasksCall, shownRows } from './calls.ts';
import { findPlace } from './find-place.ts';
import { bestMatches, searchWords } from './names.ts';
import { type Plan, PlanStop, type Scene, need } from './plan.ts';
import { selectTasks } from './select-tasks.ts';

/** What the rows are for: to be written (nothing may be guessed), and which statuses fit when several rows share a name. */
export interface TaskSearch {
  scene: Scene;
  writes: boolean;
  fitting: readonly TaskStatus[];
  resume: (rows: TaskLine[]) => Intent;
}

const unchanged = (writes: boolean): string => (writes ? ' Nothing was changed.' : '');

function ask({ rows, total, intro, search }: { rows: TaskLine[]; total: number; intro: string; search: TaskSearch }): never {
  const lines = rows.map((task) => taskLine({ task, scene: search.scene }));
  const more = total > rows.length ? `\n\nThere are ${total} in all; with more of its title I find it.` : '';
  throw new PlanStop({
    text: `${intro}\n\n${numbered(lines)}${more}`,
    focus: { noun: 'task', rows, total },
    pending: { kind: 'task', rows, resume: search.resume },
    stopped: true,
  });
}

/** The tasks that a target means. None, several for one name, or a reference to nothing end the plan. */
export function* findTasks({ target, ...search }: TaskSearch & { target: Target }): Plan<TaskLine[]> {
  switch (target.kind) {
    case 'rows':
      return target.rows;
    case 'reference': {
      const { focus, query } = search.scene.memory;
      const counted = target.reference.which === 'them' && focus?.noun === 'task' && focus.rows.length < focus.total;
      // "Complete all of them" after a count, or a list that showed a part: all that the question was about.
      if (counted && query) return yield* filtered({ filter: query.filter, search });
      return referred({ reference: target.reference, search });
    }
    case 'filter':
      return yield* filtered({ filter: target.filter, search });
    case 'name':
      return yield* named({ target, search });
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
      resume: (place) => search.resume([]) ?? { kind: 'list-tasks', amount: 'list', filter: { ...filter, place } },
    }));
  if (filter.place && place === undefined) {
    const name = 'name' in filter.place ? filter.place.name : '';
    throw new PlanStop({
      text: `There is no project or client called ${quoted(name)}.${unchanged(search.writes)}`,
      stopped: true,
    });
  }
  const { limit: _limit, ...wanted } = filter;
  const statuses = wanted.statuses.length === 0 && search.fitting.length > 0 ? [...search.fitting] : wanted.statuses;
  const fitting = { ...wanted, statuses };
  const { rows, total, range } = yield* selectTasks({ filter: fitting, place, scene, limit: shownRows });
  const described = { filter: fitting, range, place, scene };
  if (total === 0)
    throw new PlanStop({
      text: `You have ${describeTasks({ ...described, count: 'no' })}.${unchanged(search.writes)}`,
      stopped: true,
    });
  const some = filter.limit === undefined ? rows : rows.slice(0, filter.limit);
  if (filter.limit === undefined && total > rows.length) {
    throw new PlanStop({
      text: `That is ${describeTasks({ ...described, count: total })}. I change at most ${shownRows} in one go, so nothing was changed. Please narrow it: by project, day or priority.`,
      stopped: true,
    });
  }
  return some;
}

function referred({ reference, search }: { reference: Reference; search: TaskSearch }): TaskLine[] {
  const { memory } = search.scene;
  const focus = memory.focus?.noun === 'task' ? memory.focus : memory.tasks;
  const rows = focus?.rows ?? [];
  const [first] = rows;
  if (first === undefined || focus === undefined) {
    throw new PlanStop({
      text: `I am not sure which task you mean: no task was named before this.${unchanged(search.writes)} Please name it, for example “mark Buy milk as done”.`,
      stopped: true,
    });
  }
  switch (reference.which) {
    case 'it':
      if (rows.length > 1)
        return ask({ rows, total: focus.total, intro: `Which of these do you mean?${unchanged(search.writes)}`, search });
      return [first];
    case 'them':
      return rows;
    case 'both':
      if (rows.length !== 2)
        return ask({
          rows,
          total: focus.total,
          intro: `There are ${rows.length} tasks here, not two. Which do you mean?${unchanged(search.writes)}`,
          search,
        });
      return rows;
    case 'places': {
      const chosen = reference.places.flatMap((place) => rows.at(place > 0 ? place - 1 : place) ?? []);
      if (chosen.length < reference.places.length || reference.places.some((place) => place < -rows.length)) {
        return ask({
          rows,
          total: focus.total,
          intro: `The list I showed has ${rows.length === 1 ? 'one task' : `${rows.length} tasks`}.${unchanged(search.writes)} Which do you mean?`,
          search,
        });
      }
      return chosen.filter((row, at) => chosen.indexOf(row) === at);
    }
    default:
      return exhausted(reference);
  }
}

/** Among rows of one name, those whose status fits; when none fits, all. */
function fits({ rows, fitting }: { rows: TaskLine[]; fitting: readonly TaskStatus[] }): TaskLine[] {
  const fit = rows.filter((row) => fitting.length === 0 || row.status === undefined || fitting.includes(row.status));
  return fit.length > 0 ? fit : rows;
}

const searchCall = (name: string): ReturnType<typeof listTasksCall> =>
  listTasksCall({ search: searchWords(name), limit: shownRows });

function* named({ target, search }: { target: Target & { kind: 'name' }; search: TaskSearch }): Plan<TaskLine[]> {
  const called = target.said === undefined ? [target.name] : [target.name, target.said];
  const [whole, ...parts] = yield* need([searchCall(target.name), ...(target.parts ?? []).map(searchCall)]);
  const { named } = matches({ list: whole, called });
  if (named.length > 0)
    return [one({ rows: fits({ rows: named, fitting: search.fitting }), list: whole, name: target.name, search })];
  const each = parts.map((list, index) => ({
    list,
    name: target.parts?.[index] ?? '',
    ...matches({ list, called: [target.parts?.[index] ?? ''] }),
  }));
  if (each.length > 1 && each.some((part) => part.named.length > 0)) {
    const missing = each.find((part) => part.named.length === 0);
    if (missing)
      throw new PlanStop({ text: `I found no task called ${quoted(missing.name)}.${unchanged(search.writes)}`, stopped: true });
    return each.map((part) =>
      one({ rows: fits({ rows: part.named, fitting: search.fitting }), list: part.list, name: part.name, search }),
    );
  }
  return yield* nearly({ target, found: whole?.tasks ?? [], search });
}

const matches = ({ list, called }: { list: TaskList | undefined; called: string[] }): { named: TaskLine[]; exact: boolean } =>
  bestMatches({ rows: list?.tasks ?? [], nameOf: (row) => row.title, called });

function one({
  rows,
  list,
  name,
  search,
}: {
  rows: TaskLine[];
  list: TaskList | undefined;
  name: string;
  search: TaskSearch;
}): TaskLine {
  const [row] = rows;
  if (row && rows.length === 1) return row;
  const total = list && list.total > list.tasks.length ? list.total : rows.length;
  return ask({
    rows,
    total,
    intro: `Several tasks match ${quoted(name)}. Which one do you mean?${unchanged(search.writes)}`,
    search,
  });
}

/** How many near misses are offered. */
const offered = 5;

/** A word without its ending, as a search finds words by their beginnings: "invoices", "writing". */
const stem = (word: string): string =>
  word.replace(/(ing|es|ed|s)$/i, (ending) => (word.length - ending.length >= 4 ? '' : ending));

/** Nothing has that title: what mentions it, or has a word of it, is offered, never taken. */
function* nearly({
  target,
  found,
  search,
}: {
  target: Target & { kind: 'name' };
  found: TaskLine[];
  search: TaskSearch;
}): Plan<TaskLine[]> {
  let rows = found;
  if (rows.length === 0) {
    const words = searchWords(target.name)
      .split(' ')
      .map(stem)
      .filter((word) => word.length >= 3 && word !== target.name);
    const wider = words
      .filter((word, at) => words.indexOf(word) === at)
      .toSorted((a, b) => b.length - a.length)
      .slice(0, 4);
    const lists = yield* need(wider.map((word) => listTasksCall({ search: word, limit: offered })));
    const seen = lists.flatMap((list) => list.tasks);
    rows = seen.filter((row, at) => seen.findIndex(({ id }) => id === row.id) === at);
  }
  const unknown = `I found no task called ${quoted(target.name)}.${unchanged(search.writes)}`;
  if (rows.length === 0) throw new PlanStop({ text: `${unknown} Say “list my tasks” to see them all.`, stopped: true });
  rows = rows.slice(0, offered);
  return ask({
    rows,
    total: rows.length,
    intro: `${unknown} Do you mean ${rows.length === 1 ? 'this one' : 'one of these'}?`,
    search,
  });
}
