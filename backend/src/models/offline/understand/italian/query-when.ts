import type { QueryStep } from '../query-parts.ts';
import type { Phrase } from '../tokens.ts';
import { isWords, longestAt, wordAt } from '../words.ts';
import { type DueRead, readDate, readDue } from './due.ts';
import { isOf, lexicon } from './lexicon.ts';
import { nounAt } from './nouns.ts';
import { dated, overdue, statusTable, undated } from './query-words.ts';

type Given = { phrase: Phrase; at: number };

/** "Aperti", "in corso", "non ancora fatti". */
export function statusStep({ phrase, at }: Given): QueryStep | undefined {
  let best: QueryStep | undefined;
  for (const [texts, statuses] of statusTable) {
    const length = longestAt(texts, phrase.tokens, at);
    if (length > 0 && at + length > (best?.end ?? 0)) {
      best = {
        end: at + length,
        take: (parts) => void parts.statuses.push(...statuses.filter((one) => !parts.statuses.includes(one))),
      };
    }
  }
  // "Cosa ho da fare": whatever is still to be done; "cose da fare" are tasks.
  if (
    best &&
    isWords(phrase.tokens, at, 'da fare') &&
    /^(ho|abbiamo|c'|è|resta|rimane|qualcosa|altro|cosa|cos')$/.test(wordAt(phrase.tokens, at - 1))
  )
    best.take = (parts) => void parts.statuses.push('todo', 'in_progress');
  const noun = nounAt({ phrase, at });
  return noun && best && noun.end > best.end ? undefined : best;
}

/** "In scadenza prima di venerdì", "in ritardo", "tra lunedì e venerdì", "senza scadenza". */
export function dueStep({ phrase, at }: Given): QueryStep | undefined {
  const { tokens } = phrase;
  for (const [texts, relation] of [
    [overdue, 'overdue'],
    [undated, 'none'],
    [dated, 'any'],
  ] as const) {
    const length = longestAt(texts, tokens, at);
    if (length > 0 && !(relation === 'any' && readDue({ tokens, at })))
      return {
        end: at + length,
        take: (parts) => {
          if (parts.due) parts.unknown = true;
          parts.due = { relation };
        },
      };
  }
  const between = readBetween({ phrase, at });
  if (between) return between;
  const due = readDue({ tokens, at }) ?? (isOf(lexicon.di, wordAt(tokens, at)) ? onDate({ phrase, at: at + 1 }) : undefined);
  if (!due) return undefined;
  const more = isOf(lexicon.di, wordAt(tokens, due.end + 1)) || wordAt(tokens, due.end + 1) === 'per' ? 2 : 1;
  const two = /^(e|o)$/.test(wordAt(tokens, due.end)) ? onDate({ phrase, at: due.end + more }) : undefined;
  if (two && nextDays({ first: due, second: two }))
    return { end: two.end, take: (parts) => void (parts.due = { relation: 'between', from: due.reading, to: two.reading }) };
  return {
    end: due.end,
    take: (parts) => {
      // Two days that are no span: one answer cannot hold both, and half of one would be wrong.
      if (parts.due) parts.unknown = true;
      parts.due = { relation: due.relation, reading: due.reading };
    },
  };
}

/** "Tra lunedì e venerdì", "dal 3 al 10 maggio", "da oggi a venerdì". */
function readBetween({ phrase: { tokens }, at }: Given): QueryStep | undefined {
  const start = longestAt(['in scadenza', 'che scadono', 'con scadenza', 'scadono'], tokens, at) + at;
  const word = wordAt(tokens, start);
  if (word !== 'tra' && word !== 'fra' && !isOf(lexicon.da, word)) return undefined;
  for (const begin of [start + 1, start + 2]) {
    if (begin === start + 2 && !isOf(lexicon.il, wordAt(tokens, start + 1))) continue;
    const from = dayWithin({ tokens, at: begin, until: isOf(lexicon.da, word) ? lexicon.a : ['e'] });
    if (!from) continue;
    const joint = from.end;
    const next = isOf(lexicon.il, wordAt(tokens, joint + 1)) && !readDate({ tokens, at: joint + 1 }) ? joint + 2 : joint + 1;
    const to = readDate({ tokens, at: next }) ?? readDate({ tokens, at: joint + 1 });
    if (!to) continue;
    const day = to.reading.phrase;
    // "Dal 3 al 10 maggio": the month is said once.
    const { phrase: first } = from.reading;
    const reading =
      first.kind === 'day-of-month' && day.kind === 'month-day'
        ? { phrase: { kind: 'month-day' as const, month: day.month, date: first.date } }
        : from.reading;
    return { end: to.end, take: (parts) => void (parts.due = { relation: 'between', from: reading, to: to.reading }) };
  }
  return undefined;
}

function dayWithin({
  tokens,
  at,
  until,
}: {
  tokens: Phrase['tokens'];
  at: number;
  until: readonly string[];
}): DueRead | undefined {
  const read = readDate({ tokens, at });
  if (read && until.includes(wordAt(tokens, read.end))) return { relation: 'on', reading: read.reading, end: read.end };
  const date = /^\d{1,2}$/.test(wordAt(tokens, at)) ? Number(wordAt(tokens, at)) : 0;
  return date >= 1 && date <= 31 && until.includes(wordAt(tokens, at + 1))
    ? { relation: 'on', reading: { phrase: { kind: 'day-of-month', date } }, end: at + 1 }
    : undefined;
}

function onDate({ phrase, at }: Given): DueRead | undefined {
  const read = readDate({ tokens: phrase.tokens, at });
  return read && !read.weak ? { relation: 'on', reading: read.reading, end: read.end } : undefined;
}

/** "Oggi e domani": two days of which one follows the other. */
function nextDays({ first, second }: { first: DueRead; second: DueRead }): boolean {
  const [a, b] = [first.reading.phrase, second.reading.phrase];
  return a.kind === 'offset' && b.kind === 'offset' && a.unit === 'day' && b.unit === 'day' && b.count === a.count + 1;
}
