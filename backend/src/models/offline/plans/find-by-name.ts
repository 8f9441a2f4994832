import type { TaskLine, TaskStatus } from '@adiuva/shared-protocol';
import type { Target } from '../understand/intent.ts';
import { type TaskSearch, askWhich } from './ask-which.ts';
import { type TaskList, listTasksCall, shownRows } from './calls.ts';
import { bestMatches, searchWords } from './names.ts';
import { offeredMisses, widerWords } from './near-misses.ts';
import { type Plan, PlanStop, need, needOne } from './plan.ts';

/** Among rows of one name, those whose status fits; when none fits, all. */
function fits({ rows, fitting }: { rows: TaskLine[]; fitting: readonly TaskStatus[] }): TaskLine[] {
  const fit = rows.filter((row) => fitting.length === 0 || row.status === undefined || fitting.includes(row.status));
  return fit.length > 0 ? fit : rows;
}

const searchCall = (name: string): ReturnType<typeof listTasksCall> =>
  listTasksCall({ search: searchWords(name), limit: shownRows });

/** The task, or the tasks, of a name. None or several of one name end the plan. */
export function* findByName({ target, search }: { target: Target & { kind: 'name' }; search: TaskSearch }): Plan<TaskLine[]> {
  const { finding } = search.scene.voice;
  const called = target.said === undefined ? [target.name] : [target.name, target.said];
  const [whole, ...parts] = yield* need([searchCall(target.name), ...(target.parts ?? []).map(searchCall)]);
  const first = matches({ list: whole, called });
  // The very title may stand behind the first rows: "Task 1" among "Task 10", "Task 11", …
  const more = !first.exact && whole && whole.total > whole.tasks.length;
  const list = more ? yield* needOne(listTasksCall({ search: searchWords(target.name), limit: readToFind })) : whole;
  const { named } = more ? matches({ list, called }) : first;
  if (named.length > 0) return [one({ rows: fits({ rows: named, fitting: search.fitting }), list, name: target.name, search })];
  const each = parts.map((list, index) => ({
    list,
    name: target.parts?.[index] ?? '',
    ...matches({ list, called: [target.parts?.[index] ?? ''] }),
  }));
  if (each.length > 1 && each.some((part) => part.named.length > 0)) {
    const missing = each.find((part) => part.named.length === 0);
    if (missing) throw new PlanStop({ text: finding.noTask({ name: missing.name, writes: search.writes }), stopped: true });
    return each.map((part) =>
      one({ rows: fits({ rows: part.named, fitting: search.fitting }), list: part.list, name: part.name, search }),
    );
  }
  const counted = inList({ target, search });
  if (counted) return [counted];
  return yield* nearly({ target, found: whole?.tasks ?? [], search });
}

/** "Task 2", when nothing is called so, is the second of the list that was shown. */
function inList({ target, search }: { target: Target & { kind: 'name' }; search: TaskSearch }): TaskLine | undefined {
  const { focus } = search.scene.memory;
  const place = /^\d{1,2}$/.test(target.name) ? Number(target.name) : 0;
  return focus?.noun === 'task' && place > 0 ? focus.rows[place - 1] : undefined;
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
  return askWhich({
    rows,
    total,
    intro: search.scene.voice.finding.several({ name, writes: search.writes }),
    search,
  });
}

/** How many rows are read to find a title among very many that are alike. */
const readToFind = 500;

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
    const words = widerWords(target.name);
    const lists = yield* need(words.map((word) => listTasksCall({ search: word, limit: offeredMisses })));
    const seen = lists.flatMap((list) => list.tasks);
    rows = seen.filter((row, at) => seen.findIndex(({ id }) => id === row.id) === at);
  }
  const { finding } = search.scene.voice;
  const asked = { name: target.name, writes: search.writes };
  if (rows.length === 0) throw new PlanStop({ text: finding.noTaskAtAll(asked), stopped: true });
  rows = rows.slice(0, offeredMisses);
  return askWhich({
    rows,
    total: rows.length,
    intro: finding.nearMisses({ ...asked, count: rows.length }),
    search,
  });
}
