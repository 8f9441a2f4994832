import { exhausted } from '../exhausted.ts';
import type { TaskLine } from '@adiuva/shared-protocol';
import { resolveSpan } from '../dates/resolve-date.ts';
import type { Moment } from '../dates/moment.ts';
import type { Intent, Reference, TaskFilter } from '../understand/intent.ts';
import type { Understood } from '../understand/understand.ts';
import { bestMatches } from './names.ts';
import type { Memory, Names, Pending } from './plan.ts';

/** The rows at the places of a reference; none when it does not fit them. */
export function pick<T>({ rows, reference }: { rows: readonly T[]; reference: Reference }): T[] {
  switch (reference.which) {
    case 'it':
      return rows.length === 1 ? [...rows] : [];
    case 'them':
      return [...rows];
    case 'both':
      return rows.length === 2 ? [...rows] : [];
    case 'places': {
      const chosen = reference.places.flatMap((place) => rows.at(place > 0 ? place - 1 : place) ?? []);
      return chosen.length === reference.places.length ? chosen : [];
    }
    default:
      return exhausted(reference);
  }
}

/** "The one due Friday", "the high priority one", "the one in Website": by what tells the rows apart. */
function pickByFacts({
  rows,
  filter,
  names,
  now,
}: {
  rows: readonly TaskLine[];
  filter: Partial<TaskFilter>;
  names: Names;
  now: Moment | undefined;
}): TaskLine[] {
  const { due, place } = filter;
  const span = due && 'reading' in due && now ? resolveSpan({ reading: due.reading, now, purpose: 'filter' }) : undefined;
  return rows.filter((row) => {
    if (filter.statuses?.length && !(row.status && filter.statuses.includes(row.status))) return false;
    if (filter.priorities?.length && !(row.priority && filter.priorities.includes(row.priority))) return false;
    if (due?.relation === 'none') return row.due === undefined;
    if (due && !(span && row.due !== undefined && row.due.slice(0, 10) >= span.from && row.due.slice(0, 10) <= span.to))
      return false;
    if (place && 'name' in place) {
      const project = row.project_id === undefined ? undefined : names.projects.get(row.project_id);
      return (
        project !== undefined && bestMatches({ rows: [project], nameOf: (name) => name, called: [place.name] }).named.length === 1
      );
    }
    return true;
  });
}

function choose({
  pending,
  understood,
  memory,
  now,
}: {
  pending: Extract<Pending, { kind: 'task' | 'project' | 'client' | 'row' }>;
  understood: Understood;
  memory: Memory;
  now: Moment | undefined;
}): Intent | undefined {
  const { choice, intents } = understood;
  const [intent] = intents;
  if (choice.kind !== 'choose' || intent === undefined) return undefined;
  // "Do you mean this one?" – "Yes."
  const asked = pending.kind === 'row' ? pending.names : pending.rows;
  const agrees = intent.kind === 'say' && intent.topic === 'nothing-to-confirm' && asked.length === 1;
  const free = intents.length === 1 && (intent.kind === 'unknown' || intent.kind === 'refine' || intent.kind === 'choose');
  const { reference, text } = choice;
  if (pending.kind === 'task') {
    const byPlace = reference && pick({ rows: pending.rows, reference });
    const byName =
      text.length > 0
        ? bestMatches({ rows: pending.rows, nameOf: (row) => row.title, called: [text] })
        : { named: [], exact: false };
    const byFacts =
      intent.kind === 'refine' ? pickByFacts({ rows: pending.rows, filter: intent.filter, names: memory.names, now }) : [];
    if (agrees) return pending.resume([...pending.rows]);
    if (byPlace?.length) return pending.resume(byPlace);
    if (byName.named.length === 1 && (free || byName.exact)) return pending.resume(byName.named);
    return byFacts.length === 1 && free ? pending.resume(byFacts) : undefined;
  }
  if (pending.kind === 'row') {
    const rows = pending.names.map((name, at) => ({ name, at }));
    const chosen = reference
      ? pick({ rows, reference })
      : text.length === 0
        ? []
        : bestMatches({ rows, nameOf: ({ name }) => name, called: [text] }).named;
    if (agrees) return pending.resume([0]);
    const isSure = reference ? chosen.length > 0 : chosen.length === 1 && free;
    return isSure ? pending.resume(chosen.map(({ at }) => at)) : undefined;
  }
  const nameOf = (row: { name: string }): string => row.name;
  if (pending.kind === 'project') {
    const [row, other] = reference
      ? pick({ rows: pending.rows, reference })
      : bestMatches({ rows: pending.rows, nameOf, called: [text] }).named;
    return row && other === undefined && (free || reference) ? pending.resume(row) : undefined;
  }
  const [row, other] = reference
    ? pick({ rows: pending.rows, reference })
    : bestMatches({ rows: pending.rows, nameOf, called: [text] }).named;
  return row && other === undefined && (free || reference) ? pending.resume(row) : undefined;
}

/** What the message means as an answer to the question that the turn before asked; undefined when it is none. */
export function answerTo({
  understood,
  memory,
  now,
}: {
  understood: Understood;
  memory: Memory;
  now: Moment | undefined;
}): Intent | undefined {
  const { pending } = memory;
  if (pending === undefined) return undefined;
  switch (pending.kind) {
    case 'title':
      return understood.titled && pending.resume(understood.titled);
    case 'text':
      return understood.titled && pending.resume(understood.text);
    case 'day':
      return understood.day && pending.resume(understood.day);
    case 'place':
      return understood.place && pending.resume(understood.place);
    case 'task':
    case 'project':
    case 'client':
    case 'row':
      return choose({ pending, understood, memory, now });
    default:
      return exhausted(pending);
  }
}
