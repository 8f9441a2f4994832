import type { DateReading } from '#backend/models/offline/dates/date-phrase.ts';
import type { DueRelation } from '../intent.ts';
import type { Token } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { notADay } from './date-words.ts';
import { readDate } from './read-date.ts';

export interface DueRead {
  relation: DueRelation;
  reading: DateReading;
  end: number;
}

/** What may stand before a date; the longest first. */
const leads: readonly [string, DueRelation][] = [
  ['with a due date of', 'on'],
  ['with the due date of', 'on'],
  ['with due date of', 'on'],
  ['with due date on', 'on'],
  ['with a deadline of', 'on'],
  ['with a deadline on', 'on'],
  ['with deadline on', 'on'],
  ['with a due date', 'on'],
  ['with due date', 'on'],
  ['with deadline', 'on'],
  ['and the deadline is', 'on'],
  ['the deadline is', 'on'],
  ['the due date is', 'on'],
  ['deadline is', 'on'],
  ['due date is', 'on'],
  ['due date :', 'on'],
  ['deadline :', 'on'],
  ['due :', 'on'],
  ['due date', 'on'],
  ['deadline', 'on'],
  ['no later than', 'by'],
  ['not later than', 'by'],
  ['to be done by', 'by'],
  ['to be done', 'on'],
  ['that are due', 'on'],
  ['which are due', 'on'],
  ['that is due', 'on'],
  ["that's due", 'on'],
  ['which is due', 'on'],
  ['it is due', 'on'],
  ["it's due", 'on'],
  ['is due', 'on'],
  ['are due', 'on'],
  ['scheduled for', 'on'],
  ['planned for', 'on'],
  ['set for', 'on'],
  ['and due', 'on'],
  ['due', 'on'],
];

const prepositions: readonly [string, DueRelation][] = [
  ['on or before', 'by'],
  ['by', 'by'],
  ['until', 'by'],
  ['till', 'by'],
  ['up to', 'by'],
  ['through', 'by'],
  ['before', 'before'],
  ['prior to', 'before'],
  ['earlier than', 'before'],
  ['after', 'after'],
  ['later than', 'after'],
  ['since', 'from'],
  ['from', 'from'],
  ['starting', 'from'],
  ['on', 'on'],
  ['for', 'on'],
  ['at', 'on'],
  ['in', 'on'],
  ['during', 'on'],
  ['within', 'on'],
  ['to', 'on'],
];

function strip({ tokens, at, list }: { tokens: readonly Token[]; at: number; list: typeof leads }): {
  at: number;
  relation?: DueRelation;
} {
  for (const [text, relation] of list) if (isWords(tokens, at, text)) return { at: at + text.split(' ').length, relation };
  return { at };
}

/**
 * Reads a day as something falls due on it: "due Friday", "by the 12th", "on 3 March", "tomorrow". A bare word that is only
 * sometimes a date ("12th", "May") is one after "due", "by", "on" and so on; a month alone only after "due".
 */
export function readDue({ tokens, at }: { tokens: readonly Token[]; at: number }): DueRead | undefined {
  const lead = strip({ tokens, at, list: leads });
  const named = lead.relation !== undefined;
  const start = lead.at;
  const direct = readDate({ tokens, at: start });
  if (direct && (named || !direct.weak) && (named || !notADay.has(wordAt(tokens, at - 1)))) {
    // "in 3 days" and "at 3pm" carry their own preposition.
    const within = wordAt(tokens, start) === 'within';
    return { relation: within ? 'by' : (lead.relation ?? 'on'), reading: direct.reading, end: direct.end };
  }
  const preposition = strip({ tokens, at: start, list: prepositions });
  if (preposition.relation === undefined) return undefined;
  if (wordAt(tokens, start) === 'to' && !named) return undefined;
  const read = readDate({ tokens, at: preposition.at });
  if (
    read === undefined ||
    (read.reading.phrase.kind === 'month' && !named && read.weak && !monthMayFollow(wordAt(tokens, start)))
  )
    return undefined;
  return { relation: preposition.relation, reading: read.reading, end: read.end };
}

const monthMayFollow = (word: string): boolean => ['by', 'before', 'until', 'after', 'during', 'in'].includes(word);
