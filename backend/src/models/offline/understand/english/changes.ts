import { phrases } from './phrases.ts';
import type { CalendarUnit } from '#backend/models/offline/dates/calendar.ts';
import type { TaskStatus } from '@adiuva/shared-protocol';
import type { Place, TaskChange } from '../intent.ts';
import { wordsAt } from '../pattern.ts';
import { type Phrase, type Token, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt, wordsOf } from './date-reader.ts';
import { type DueRead, readDue } from './due.ts';
import { statusWords } from './lexicon.ts';
import { splitNames } from './modifiers.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { priorityOf, readPriority } from './priority.ts';
import { readAmount } from './read-amount.ts';

function statusAt({ tokens, at }: { tokens: readonly Token[]; at: number }): { status: TaskStatus; end: number } | undefined {
  let best: { status: TaskStatus; end: number } | undefined;
  for (const [status, words] of statusWords) {
    for (const word of words) {
      const length = wordsAt({ tokens, at, words: wordsOf(word) });
      if (length > 0 && at + length > (best?.end ?? 0)) best = { status, end: at + length };
    }
  }
  return best;
}

/** A phrase that is a date and nothing else, with or without "due", "to", "by". */
export function readWholeDue(phrase: Phrase): DueRead | undefined {
  const trimmed = trimMarks(phrase);
  const at = wordAt(trimmed.tokens, 0) === 'to' ? 1 : 0;
  const direct = readDue({ tokens: trimmed.tokens, at });
  if (direct?.end === trimmed.tokens.length) return direct;
  // "12/24" or "the 12th" alone: the words around it have said that it is a date.
  const tokens: Token[] = [{ kind: 'word', fold: 'due', start: 0, end: 0 }, ...trimmed.tokens.slice(at)];
  const led = readDue({ tokens, at: 0 });
  return led?.end === tokens.length ? led : undefined;
}

/** "A week", "3 days", "2 more weeks": how far something is moved; hours are no distance between days. */
export function readShift(phrase: Phrase): { unit: CalendarUnit; count: number } | undefined {
  const tokens = trimMarks(phrase).tokens.filter((token) => token.fold !== 'more' && token.fold !== 'another');
  const from = wordAt(tokens, 0) === 'by' || wordAt(tokens, 0) === 'for' ? 1 : 0;
  const counted = tokens.slice(from);
  const amount = readAmount({ tokens: counted, at: 0 });
  if (amount?.end !== counted.length || amount.phrase.kind !== 'offset') return undefined;
  return { unit: amount.phrase.unit, count: amount.phrase.count };
}

/** Whether a phrase names a project: "project X", "the X project", "Website". */
export function readPlaceName(phrase: Phrase): Place {
  const trimmed = trimMarks(phrase);
  const lead: Token = { kind: 'word', fold: 'in', start: 0, end: 0 };
  const tokens = [lead, ...trimmed.tokens];
  const read = readPlace({ phrase: { source: phrase.source, tokens }, at: 0, until: () => false });
  if (read?.end === tokens.length) return read.place.kind === 'either' ? { kind: 'project', name: read.place.name } : read.place;
  return { kind: 'project', name: textOf(trimmed) };
}

/** People's names: at most six words each. */
export function readPeople(phrase: Phrase): string[] | undefined {
  const names = splitNames(trimMarks(phrase)).map((name) => name.replace(/^@/, ''));
  return names.length > 0 && names.every((name) => name.split(' ').length <= 6) ? names : undefined;
}

const fillers = new Set(
  phrases(`
  , | and | with | as | to | a | the | also | but | it | is | status | has | now | again | then | & | set | be | make |
  move
`),
);
/** "To project X" moves; "in project X", at the beginning, still says which tasks. */
const directions = new Set(['to', 'into']);
const movers = new Set(['to', 'into', 'in', 'under']);

const undatedWords = phrases(`
  no due date | no deadline | no date | undated | without a due date | without due date | none | no longer due |
  without a deadline
`);

/**
 * Reads a phrase as what is to be changed, all of it: "done", "high priority and due Friday", "in progress, assigned to Anna".
 */
export function readChanges(phrase: Phrase): TaskChange | undefined {
  const trimmed = trimMarks(phrase);
  const { tokens } = trimmed;
  const whole = priorityOf(trimmed);
  if (whole) return { priority: whole };
  const date = readWholeDue(trimmed);
  if (date) return { due: { relation: date.relation, reading: date.reading } };
  const change: TaskChange = {};
  let at = 0;
  while (at < tokens.length) {
    const none = undatedWords.find((text) => isWords(tokens, at, text));
    const status = statusAt({ tokens, at });
    const priority = readPriority({ tokens, at });
    const due = readDue({ tokens, at });
    if (none !== undefined && change.due === undefined) {
      change.due = null;
      at += none.split(' ').length;
    } else if (status && change.status === undefined && status.end >= (priority?.end ?? 0)) {
      change.status = status.status;
      at = status.end;
    } else if (priority && change.priority === undefined) {
      change.priority = priority.priority;
      at = priority.end;
    } else if (due && change.due === undefined) {
      change.due = { relation: due.relation, reading: due.reading };
      at = due.end;
    } else if (isWords(tokens, at, 'assigned to') && at + 2 < tokens.length) {
      const people = readPeople(part(trimmed, at + 2));
      if (!people) return undefined;
      return { ...change, assignee: people };
    } else if (
      change.place === undefined &&
      (at > 0 ? movers : directions).has(wordAt(tokens, at)) &&
      isPlaceMarker({ phrase: trimmed, at })
    ) {
      const place = readPlace({
        phrase: trimmed,
        at,
        until: (end) => readDue({ tokens, at: end }) !== undefined || readPriority({ tokens, at: end }) !== undefined,
      });
      if (!place) return undefined;
      change.place = place.place;
      at = place.end;
    } else if (fillers.has(wordAt(tokens, at))) at += 1;
    else return undefined;
  }
  return Object.keys(change).length > 0 ? change : undefined;
}
