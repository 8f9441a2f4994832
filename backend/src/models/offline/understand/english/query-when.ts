import type { TaskStatus } from '@adiuva/shared-protocol';
import { wordsAt } from '../pattern.ts';
import type { Phrase, Token } from '../tokens.ts';
import { nounAt } from './nouns.ts';
import { isWords, wordAt, wordsOf } from './date-reader.ts';
import { type DueRead, readDue } from './due.ts';
import type { QueryStep } from '../query-parts.ts';
import { dated, doneWords, openWords, overdue, progressWords, todoWords, undated } from './query-words.ts';
import { type DateRead, readDate } from './read-date.ts';

const statusTable: readonly [readonly string[], TaskStatus[]][] = [
  [openWords, ['todo', 'in_progress']],
  [doneWords, ['done']],
  [progressWords, ['in_progress']],
  [todoWords, ['todo']],
];

/** How many words the longest of these phrases takes at a token, 0 for none. */
export const longest = (texts: readonly string[], tokens: readonly Token[], at: number): number => {
  let best = 0;
  for (const text of texts) {
    const words = wordsOf(text);
    if (words.length > best && wordsAt({ tokens, at, words }) > 0) best = words.length;
  }
  return best;
};

/** "Open", "in progress", "not done yet". */
export function statusStep({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  let best: QueryStep | undefined;
  for (const [texts, statuses] of statusTable) {
    const length = longest(texts, phrase.tokens, at);
    if (length > 0 && at + length > (best?.end ?? 0)) {
      best = {
        end: at + length,
        take: (parts) => void parts.statuses.push(...statuses.filter((one) => !parts.statuses.includes(one))),
      };
    }
  }
  if (best === undefined) return undefined;
  // "Something to do" is whatever is still to be done.
  const vague = ['something', 'anything', 'things', 'everything', 'nothing', 'stuff', 'have'].includes(
    wordAt(phrase.tokens, at - 1),
  );
  if (vague && isWords(phrase.tokens, at, 'to do')) {
    best.take = (parts) => void parts.statuses.push('todo', 'in_progress');
  }
  // "To do tasks" are tasks of that status, "to do items" are tasks; "to do", after "I have", is no status.
  const noun = nounAt({ phrase, at });
  const isList = noun?.end === best.end && ['list', 'lists'].includes(wordAt(phrase.tokens, best.end));
  return isList || (noun && noun.end > best.end) ? undefined : best;
}

/** "Due before Friday", "overdue", "between Monday and Friday", "without a due date". */
export function dueStep({ phrase, at }: { phrase: Phrase; at: number }): QueryStep | undefined {
  const { tokens } = phrase;
  for (const [texts, relation] of [
    [overdue, 'overdue'],
    [undated, 'none'],
    [dated, 'any'],
  ] as const) {
    const length = longest(texts, tokens, at);
    if (length > 0 && !(relation === 'any' && readDue({ tokens, at })))
      return { end: at + length, take: (parts) => void (parts.due = { relation }) };
  }
  const lead = isWords(tokens, at, 'due between') ? 2 : wordAt(tokens, at) === 'between' ? 1 : 0;
  const fromLead = isWords(tokens, at, 'due from') ? 2 : wordAt(tokens, at) === 'from' ? 1 : 0;
  if (lead > 0 || fromLead > 0) {
    const from = readDate({ tokens, at: at + lead + fromLead });
    const parted = from && ['and', 'to', 'until', 'till', 'through', '-', '–'].includes(wordAt(tokens, from.end));
    const to = parted ? readDate({ tokens, at: from.end + 1 }) : undefined;
    if (from && to)
      return { end: to.end, take: (parts) => void (parts.due = { relation: 'between', from: from.reading, to: to.reading }) };
  }
  const due = wordAt(tokens, at) === 'of' ? onDate(readDate({ tokens, at: at + 1 })) : readDue({ tokens, at });
  if (!due) return undefined;
  const two = /^(and|or)$/.test(wordAt(tokens, due.end)) ? onDate(readDate({ tokens, at: due.end + 1 })) : undefined;
  if (two && nextDays({ first: due, second: two })) {
    return { end: two.end, take: (parts) => void (parts.due = { relation: 'between', from: due.reading, to: two.reading }) };
  }
  return {
    end: due.end,
    take: (parts) => {
      // Two days that are no span: one answer cannot hold both, and half of one would be wrong.
      if (parts.due) parts.unknown = true;
      parts.due = { relation: due.relation, reading: due.reading };
    },
  };
}

const onDate = (read: DateRead | undefined): DueRead | undefined =>
  read && !read.weak ? { relation: 'on', reading: read.reading, end: read.end } : undefined;

/** "Today and tomorrow": two days of which one follows the other. */
function nextDays({ first, second }: { first: DueRead; second: DueRead }): boolean {
  const [a, b] = [first.reading.phrase, second.reading.phrase];
  return a.kind === 'offset' && b.kind === 'offset' && a.unit === 'day' && b.unit === 'day' && b.count === a.count + 1;
}
