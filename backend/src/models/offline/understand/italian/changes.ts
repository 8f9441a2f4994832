import type { CalendarUnit } from '#backend/models/offline/dates/calendar.ts';
import type { TaskStatus } from '@adiuva/shared-protocol';
import type { TaskChange } from '../intent.ts';
import { type Phrase, type Token, part, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { readAmount } from './dates.ts';
import { readDue, readWholeDue } from './due.ts';
import { isOf, lexicon, statusWords } from './lexicon.ts';
import { splitNames } from './modifiers.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { priorityOf, readPriority } from './priority.ts';

function statusAt({ tokens, at }: { tokens: readonly Token[]; at: number }): { status: TaskStatus; end: number } | undefined {
  let best: { status: TaskStatus; end: number } | undefined;
  for (const [status, words] of statusWords) {
    const length = longestAt(words, tokens, at);
    if (length > 0 && at + length > (best?.end ?? 0)) best = { status, end: at + length };
  }
  return best;
}

/** "Di una settimana", "3 giorni", "altre 2 settimane": how far something is moved; hours are no distance between days. */
export function readShift(phrase: Phrase): { unit: CalendarUnit; count: number } | undefined {
  const tokens = trimMarks(phrase).tokens.filter((token) => !/^(altr[oaie]|ancora)$/.test(token.fold));
  const from = ['di', 'per', "d'"].includes(wordAt(tokens, 0)) ? 1 : 0;
  const counted = tokens.slice(from);
  const amount = readAmount({ tokens: counted, at: 0 });
  if (amount?.end !== counted.length || amount.phrase.kind !== 'offset') return undefined;
  return { unit: amount.phrase.unit, count: amount.phrase.count };
}

/** People's names: at most six words each. */
export function readPeople(phrase: Phrase): string[] | undefined {
  const names = splitNames(trimMarks(phrase)).map((name) => name.replace(/^@/, ''));
  return names.length > 0 && names.every((name) => name.split(' ').length <= 6) ? names : undefined;
}

const fillers = new Set(
  phrases(
    ', | e | ed | con | come | a | ad | la | il | una | un | anche | ma | è | stato | ora | adesso | di_nuovo | poi | & | metti | imposta | in | di | per',
  ),
);
const undatedWords = phrases(
  'nessuna scadenza | senza scadenza | senza data | senza data di scadenza | nessuna data | senza termine',
);

/** A phrase as what is to be changed, all of it: "fatto", "priorità alta e scadenza venerdì", "in corso, assegnato ad Anna". */
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
    const none = longestAt(undatedWords, tokens, at);
    const status = statusAt({ tokens, at });
    const priority = readPriority({ tokens, at });
    const due = readDue({ tokens, at });
    if (none > 0 && change.due === undefined) {
      change.due = null;
      at += none;
    } else if (status && change.status === undefined && status.end >= (priority?.end ?? 0)) {
      change.status = status.status;
      at = status.end;
    } else if (priority && change.priority === undefined) {
      change.priority = priority.priority;
      at = priority.end;
    } else if (due && change.due === undefined) {
      change.due = { relation: due.relation, reading: due.reading };
      at = due.end;
    } else if (/^assegnat[oaie]$/.test(wordAt(tokens, at)) && isOf(lexicon.a, wordAt(tokens, at + 1)) && at + 2 < tokens.length) {
      const people = readPeople(part(trimmed, at + 2));
      if (!people) return undefined;
      return { ...change, assignee: people };
    } else if (change.place === undefined && movesTo({ phrase: trimmed, at })) {
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

/** "Al progetto X" moves; "del progetto X" still says which tasks. */
const movesTo = ({ phrase, at }: { phrase: Phrase; at: number }): boolean =>
  (isOf(lexicon.a, wordAt(phrase.tokens, at)) || (at > 0 && isOf(lexicon.in, wordAt(phrase.tokens, at)))) &&
  isPlaceMarker({ phrase, at });
