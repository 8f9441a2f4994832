import type { Described } from '../say/described.ts';
import { numbered, taskLine } from '../say/rows.ts';
import type { Intent, ListTasksIntent, Place } from '../understand/intent.ts';
import { shownRows } from './calls.ts';
import type { FoundPlace } from '../say/described.ts';
import { findPlace } from './find-place.ts';
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
  if (place?.kind === 'project') return { text: scene.voice.places.noProjectToList(name), stopped: true };
  const limit = limitOf(intent);
  const who = { ...rest, assignee: name };
  const theirs = rest.assignee === undefined ? yield* selectTasks({ filter: who, place: undefined, scene, limit }) : undefined;
  const isPerson = theirs !== undefined && theirs.total > 0;
  const filter = isPerson ? who : { ...rest, search: rest.search === undefined ? name : `${rest.search} ${name}` };
  const selection = isPerson ? theirs : yield* selectTasks({ filter, place: undefined, scene, limit });
  const reply = sayTasks({ intent: { ...intent, filter }, selection, described: { filter, range: selection.range, scene } });
  return { ...reply, text: `${scene.voice.places.notAPlace(name)} ${reply.text}` };
}

function sayTasks({
  intent,
  selection,
  described,
}: {
  intent: ListTasksIntent;
  selection: Selection;
  described: Described & { scene: Scene };
}): Reply {
  const { rows, total, unread } = selection;
  const { scene } = described;
  const { voice } = scene;
  const seen = { focus: { noun: 'task', rows, total }, query: intent } as const;
  if (intent.amount === 'count') return { text: voice.tasks.counts({ ...described, count: total, unread }), ...seen };
  if (total === 0) return { text: voice.tasks.nothing(described), ...seen };
  const lines = rows.map((task) => taskLine({ task, scene }));
  const limited = intent.filter.limit !== undefined && rows.length < total && rows.length <= intent.filter.limit;
  const head = voice.tasks.head({ ...described, count: total, shown: limited ? rows.length : undefined });
  const more = limited ? '' : voice.rows.remainder({ total, shown: rows.length });
  return { text: `${head}\n\n${numbered(lines)}${more}${voice.tasks.unreadOf({ unread })}`, ...seen };
}
