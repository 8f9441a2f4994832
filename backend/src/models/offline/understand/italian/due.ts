import type { DateReading } from '#backend/models/offline/dates/date-phrase.ts';
import type { PhraseRead } from '../date-reader.ts';
import type { DueRelation } from '../intent.ts';
import { type Phrase, type Token, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from '../words.ts';
import { readClock } from './clock.ts';
import { dayAndMonth, digits, feast, offset, relativeDay, span, weekday } from './day-readers.ts';
import { isOf, lexicon } from './lexicon.ts';

/** What was read, the token after it, and whether it is a date only when a word before it says so ("per il 12", "a maggio"). */
export interface DateRead {
  reading: DateReading;
  end: number;
  weak: boolean;
}

export interface DueRead {
  relation: DueRelation;
  reading: DateReading;
  end: number;
}

const readers = [relativeDay, weekday, span, offset, digits, dayAndMonth, feast];

function readPhrase(given: { tokens: readonly Token[]; at: number }): PhraseRead | undefined {
  let best: PhraseRead | undefined;
  for (const reader of readers) {
    const read = reader(given);
    if (read && read.end > (best?.end ?? 0)) best = read;
  }
  return best;
}

/** A day, a day with a time, or a time, from token `at` on: the longest that fits. */
export function readDate({ tokens, at }: { tokens: readonly Token[]; at: number }): DateRead | undefined {
  const read = readPhrase({ tokens, at });
  if (read) {
    const clock = read.time === undefined ? readClock({ tokens, at: read.end }) : undefined;
    const time = read.time ?? clock?.time;
    return {
      reading: { phrase: read.phrase, ...(time !== undefined && { time }) },
      end: clock?.end ?? read.end,
      weak: read.weak === true && clock === undefined,
    };
  }
  const clock = readClock({ tokens, at });
  if (!clock) return undefined;
  const of = ['di', 'del', ','].includes(wordAt(tokens, clock.end)) ? clock.end + 1 : clock.end;
  const day = readPhrase({ tokens, at: of });
  if (day && !day.weak) return { reading: { phrase: day.phrase, time: clock.time }, end: day.end, weak: false };
  return { reading: { phrase: { kind: 'clock' }, time: clock.time }, end: clock.end, weak: false };
}

/** What may stand before a date and says that something falls due; the longest first. */
const leads: readonly string[] = [
  'con una scadenza',
  'con la scadenza',
  'con data di scadenza',
  'con scadenza fissata',
  'con scadenza',
  'la scadenza è',
  'la data di scadenza è',
  'data di scadenza',
  'in scadenza',
  'scadenza',
  'che scadono',
  'che scade',
  'che scadra',
  'scadono',
  'scade',
  'scadenti',
  'previsto',
  'prevista',
  'previsti',
  'previste',
  'da fare',
  'da completare',
  'da finire',
  'da consegnare',
  'con termine',
  'fissato',
  'fissata',
  'con deadline',
  'deadline',
  'programmato',
  'programmata',
  'pianificato',
  'pianificata',
  'dovuto',
  'dovuta',
  'dovute',
  'dovuti',
];

const prepositions: readonly [string, DueRelation][] = [
  ['entro e non oltre', 'by'],
  ['non oltre', 'by'],
  ['non piu tardi di', 'by'],
  ['al piu tardi', 'by'],
  ['entro', 'by'],
  ['fino', 'by'],
  ['prima', 'before'],
  ['dopo', 'after'],
  ['oltre', 'after'],
  ['a partire', 'from'],
  ['successivi', 'after'],
  ['precedenti', 'before'],
  ['durante', 'on'],
  ['per', 'on'],
  ['in data', 'on'],
];

/** "Prima di", "dal", "nel", "a": an article may be part of what stands before a date. Answers where the date may begin. */
function pastJoin({ tokens, at }: { tokens: readonly Token[]; at: number }): number[] {
  const word = wordAt(tokens, at);
  // "Alle 17" is a time, not the 17th.
  if (word === 'alle' || word === 'dalle') return [at];
  const joins = [lexicon.di, lexicon.a, lexicon.in, lexicon.da].some((group) => isOf(group, word));
  return joins ? [at + 1, at] : [at];
}

/**
 * Reads a day as something falls due on it: "entro venerdì", "per il 12", "domani", "in scadenza il 3 marzo". A bare word that
 * is only sometimes a date ("12/5", "maggio") is one after such a word; a month alone only after some.
 */
export function readDue({ tokens, at }: { tokens: readonly Token[]; at: number }): DueRead | undefined {
  const lead = leads.find((text) => isWords(tokens, at, text));
  let start = at + (lead?.split(' ').length ?? 0);
  if (lead !== undefined && [':', 'è', '='].includes(wordAt(tokens, start))) start += 1;
  const preposition = prepositions.find(([text]) => isWords(tokens, start, text));
  const from = start + (preposition?.[0].split(' ').length ?? 0);
  const word = wordAt(tokens, from);
  const since = preposition === undefined && isOf(lexicon.da, word);
  const relation =
    preposition?.[1] === 'by' && wordAt(tokens, start) === 'fino' && isOf(lexicon.da, word)
      ? 'from'
      : since
        ? 'from'
        : (preposition?.[1] ?? 'on');
  const led = lead !== undefined || preposition !== undefined;
  // "Entro 3 giorni", "tra un'ora" carry their own word.
  const own = wordAt(tokens, start) === 'entro' ? offset({ tokens, at: start }) : undefined;
  if (own) {
    const clock = readClock({ tokens, at: own.end });
    return { relation: 'by', reading: { phrase: own.phrase, ...(clock && { time: clock.time }) }, end: clock?.end ?? own.end };
  }
  for (const begin of pastJoin({ tokens, at: from })) {
    const read = readDate({ tokens, at: begin });
    if (!read) continue;
    const joined = begin > from;
    const isMonth = read.reading.phrase.kind === 'month' && read.weak;
    if (
      isMonth &&
      !(lead !== undefined || (led && preposition?.[0] !== 'per') || (joined && ['a', 'ad', 'in', 'di'].includes(word)))
    )
      continue;
    if (read.weak && !led && !joined) continue;
    if (joined && !led && !since && isOf(lexicon.di, word) && !isMonth) continue;
    return { relation, reading: read.reading, end: read.end };
  }
  return undefined;
}

/** A phrase that is a date and nothing else, with or without "al", "per", "entro". */
export function readWholeDue(phrase: Phrase): DueRead | undefined {
  const trimmed = trimMarks(phrase);
  const word = wordAt(trimmed.tokens, 0);
  const at = isOf(lexicon.a, word) || word === 'in' || word === 'su' ? 1 : 0;
  for (const from of at > 0 ? [at, 0] : [0]) {
    const direct = readDue({ tokens: trimmed.tokens, at: from });
    if (direct?.end === trimmed.tokens.length) return direct;
    // "12/5" or "il 12" alone: the words around it have said that it is a date.
    const tokens: Token[] = [{ kind: 'word', fold: 'scade', start: 0, end: 0 }, ...trimmed.tokens.slice(from)];
    const led = readDue({ tokens, at: 0 });
    if (led?.end === tokens.length) return led;
  }
  return undefined;
}
