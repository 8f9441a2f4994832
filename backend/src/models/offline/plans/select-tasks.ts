import type { TaskLine } from '@adiuva/shared-protocol';
import type { TaskFilter } from '../understand/intent.ts';
import { dueTodayCall, listProjectsCall, listTasksCall, type TaskList } from './calls.ts';
import type { DueRange, FoundPlace } from '../say/described.ts';
import { dueRange } from './due-range.ts';
import { type Plan, PlanStop, type Scene, need, needOne } from './plan.ts';

/** How many rows are read to look for what no filter of the tools finds (no due date, nobody assigned). */
const readToSift = 500;
/** How many of a client's projects one question reaches: each is a call, and a chat may make a hundred. */
const mostProjects = 20;

export interface Selection {
  rows: TaskLine[];
  total: number;
  range: DueRange;
  /** How many tasks were not looked at, because there are too many to sift. */
  unread: number;
}

const rank = { high: 0, medium: 1, low: 2 } as const;

function byDue(a: TaskLine, b: TaskLine): number {
  return (a.due ?? '9999').localeCompare(b.due ?? '9999');
}

function byPriority(a: TaskLine, b: TaskLine): number {
  return (a.priority ? rank[a.priority] : 1) - (b.priority ? rank[b.priority] : 1) || byDue(a, b);
}

/** Whether it is exactly what list_tasks_due_today answers. */
function isDueToday({ filter, place }: { filter: TaskFilter; place: FoundPlace | undefined }): boolean {
  const { due, statuses } = filter;
  if (due?.relation !== 'on' && due?.relation !== 'by') return false;
  const { phrase } = due.reading;
  const today =
    due.relation === 'on' && phrase.kind === 'offset' && phrase.count === 0 && phrase.unit === 'day' && phrase.from === undefined;
  const open = statuses.length === 2 && !statuses.includes('done');
  return (
    today &&
    open &&
    filter.priorities.length === 0 &&
    place === undefined &&
    filter.assignee === undefined &&
    filter.search === undefined &&
    !filter.unassigned &&
    !filter.unplaced &&
    filter.limit === undefined
  );
}

/** The projects that a place reaches: one, all of a client, or undefined for wherever. */
export function* projectIds({ place, scene }: { place: FoundPlace | undefined; scene: Scene }): Plan<(string | undefined)[]> {
  if (place === undefined) return [undefined];
  if (place.kind === 'project') return [place.row.id];
  const list = yield* needOne(listProjectsCall({ client_id: place.row.id, limit: mostProjects }));
  if (list.total > mostProjects) {
    throw new PlanStop({
      text: scene.voice.tasks.tooManyProjects({ client: place.row.name, total: list.total }),
      stopped: true,
    });
  }
  return list.projects.map((project) => project.id);
}

/** Reads the tasks that a filter asks for: one call for each status, priority and project, all in one step. */
export function* selectTasks({
  filter,
  place,
  scene,
  limit,
}: {
  filter: TaskFilter;
  place: FoundPlace | undefined;
  scene: Scene;
  limit: number;
}): Plan<Selection> {
  const range = filter.due === undefined ? {} : dueRange({ due: filter.due, scene });
  if (isDueToday({ filter, place })) {
    const list = yield* needOne(dueTodayCall());
    return { rows: list.tasks.toSorted(byDue).slice(0, limit), total: list.total, range, unread: 0 };
  }
  const sift = filter.due?.relation === 'none' || filter.unassigned === true || filter.unplaced === true;
  const wanted = (yield* projectIds({ place, scene })).flatMap((project_id) =>
    either(filter.statuses).flatMap((status) => either(filter.priorities).map((priority) => ({ project_id, status, priority }))),
  );
  // Several lists become one by their due days; one list keeps the order that its user gave it.
  const order = filter.order ?? (filter.due || wanted.length > 1 ? 'due' : undefined);
  const lists: TaskList[] = yield* need(
    wanted.map((by) =>
      listTasksCall({
        ...by,
        assignee: filter.assignee,
        search: filter.search,
        ...range,
        order_by: order === undefined || limit === 0 || sift ? undefined : orderBy[order],
        limit: sift ? readToSift : limit,
      }),
    ),
  );
  const found = lists.flatMap((list) => list.tasks);
  const sifted = sift ? found.filter((task) => fits({ task, filter })) : found;
  const rows = order === 'priority' ? sifted.toSorted(byPriority) : order === 'due' ? sifted.toSorted(byDue) : sifted;
  const total = sift ? sifted.length : lists.reduce((sum, list) => sum + list.total, 0);
  const unread = sift ? lists.reduce((sum, list) => sum + list.total - list.tasks.length, 0) : 0;
  return { rows: rows.slice(0, limit), total, range, unread };
}

const orderBy = { due: 'dueDate', priority: 'priority', newest: '-createdAt', oldest: 'createdAt' } as const;

/** What no filter of the tools finds. */
function fits({ task, filter }: { task: TaskLine; filter: TaskFilter }): boolean {
  if (filter.due?.relation === 'none' && task.due !== undefined) return false;
  if (filter.unplaced && task.project_id !== undefined) return false;
  return !filter.unassigned || !task.assignee?.length;
}

/** No value of a filter is any value: one call without it. */
function either<T>(values: readonly T[]): (T | undefined)[] {
  return values.length === 0 || values.length === 3 ? [undefined] : [...values];
}
