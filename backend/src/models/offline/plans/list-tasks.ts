import { type Described, describeTasks } from '../say/filter.ts';
import { quoted } from '../say/markdown.ts';
import { numbered, remainder, taskLine } from '../say/rows.ts';
import type { Intent, ListTasksIntent, Place } from '../understand/intent.ts';
import { shownRows } from './calls.ts';
import { type FoundPlace, findPlace } from './find-place.ts';
import type { Plan, Reply, Scene } from './plan.ts';
import { type Selection, selectTasks } from './select-tasks.ts';

const limitOf = ({ amount, filter }: ListTasksIntent): number =>
  amount === 'count' ? 0 : Math.min(filter.limit ?? shownRows, shownRows);

/** Lists or counts tasks; the answer says what was asked for, how many there are, and the first rows. */
export function* listTasksPlan({ intent, scene }: { intent: ListTasksIntent; scene: Scene }): Plan<Reply> {
  const { filter } = intent;
  let place: FoundPlace | undefined;
  if (filter.place) {
    const resume = (chosen: Place): Intent => ({ ...intent, filter: { ...filter, place: chosen } });
    place = yield* findPlace({ place: filter.place, scene, resume });
    if (place === undefined) return yield* withoutPlace({ intent, scene });
    intent = {
      ...intent,
      filter: {
        ...filter,
        place: place.kind === 'project' ? { kind: 'project-row', row: place.row } : { kind: 'client-row', row: place.row },
      },
    };
  }
  const selection = yield* selectTasks({ filter, place, scene, limit: limitOf(intent) });
  return sayTasks({ intent, selection, described: { filter, range: selection.range, place, scene } });
}

/** No project or client has that name: a person's tasks, or what mentions it, is the honest second answer. */
function* withoutPlace({ intent, scene }: { intent: ListTasksIntent; scene: Scene }): Plan<Reply> {
  const { place, ...rest } = intent.filter;
  const name = place && 'name' in place ? place.name : '';
  if (place?.kind === 'project')
    return { text: `There is no project called ${quoted(name)}. Say “list projects” to see them all.`, stopped: true };
  const limit = limitOf(intent);
  const who = { ...rest, assignee: name };
  const theirs = rest.assignee === undefined ? yield* selectTasks({ filter: who, place: undefined, scene, limit }) : undefined;
  const isPerson = theirs !== undefined && theirs.total > 0;
  const filter = isPerson ? who : { ...rest, search: rest.search === undefined ? name : `${rest.search} ${name}` };
  const selection = isPerson ? theirs : yield* selectTasks({ filter, place: undefined, scene, limit });
  const reply = sayTasks({ intent: { ...intent, filter }, selection, described: { filter, range: selection.range, scene } });
  return { ...reply, text: `No project or client is called ${quoted(name)}. ${reply.text}` };
}

function sayTasks({
  intent,
  selection,
  described,
}: {
  intent: ListTasksIntent;
  selection: Selection;
  described: Described;
}): Reply {
  const { rows, total } = selection;
  const { scene } = described;
  const seen = { focus: { noun: 'task', rows, total }, query: intent } as const;
  const unread =
    selection.unread > 0
      ? ` I did not look at ${selection.unread} more tasks: narrow it by project or status to reach them.`
      : '';
  if (intent.amount === 'count') return { text: `You have ${describeTasks({ ...described, count: total })}.${unread}`, ...seen };
  if (total === 0) return { text: nothing(described), ...seen };
  const lines = rows.map((task) => taskLine({ task, scene }));
  const limited = intent.filter.limit !== undefined && rows.length < total && rows.length <= intent.filter.limit;
  const head = limited
    ? `${rows.length === 1 ? 'This is the one' : `These are ${rows.length}`} of ${describeTasks({ ...described, count: total })}:`
    : `You have ${describeTasks({ ...described, count: total })}:`;
  return { text: `${head}\n\n${numbered(lines)}${limited ? '' : remainder({ total, shown: rows.length })}${unread}`, ...seen };
}

function nothing(described: Described): string {
  const { place, filter } = described;
  const text = `You have ${describeTasks({ ...described, count: 'no' })}.`;
  const plain =
    filter.statuses.length + filter.priorities.length === 0 &&
    !filter.due &&
    !place &&
    filter.search === undefined &&
    !filter.assignee;
  return plain ? `${text} Make the first with “create a task called Buy milk due Friday”.` : text;
}
