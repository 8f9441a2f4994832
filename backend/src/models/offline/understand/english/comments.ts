import type { CommentTarget, Intent, Target } from '../intent.ts';
import { type SlotTypes, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, type Token, part, textOf, trimMarks } from '../tokens.ts';
import { wordAt } from './date-reader.ts';
import { readDeletedRest } from './delete.ts';
import { hasRowNoun, rowNounAt } from './row-nouns.ts';
import { readReference, readTarget } from './target.ts';

const taskOf = (phrase: Phrase | undefined): Target | undefined => {
  const target = phrase && readTarget(phrase);
  if (target?.kind === 'name' && !target.quoted) return { ...target, name: target.name.replace(/['’]s$/, '') };
  return target?.kind === 'filter' ? undefined : target;
};

const types: SlotTypes = { task: { words: 40, fits: (phrase) => taskOf(phrase) !== undefined } };
const lexicon = {
  show: [
    'list',
    'show',
    'show_me',
    'read',
    'read_me',
    'see',
    'display',
    'get',
    'give_me',
    'what_are',
    'are_there',
    'is_there',
    'do_i_have',
    'what',
    'which',
    'any',
    'find',
    'view',
    'open',
  ],
  the: ['the', 'all', 'all_the', 'my', 'any', 'a', 'some', 'the_last', 'latest', 'the_latest'],
  comments: ['comments', 'comment', 'remarks'],
  on: ['on', 'of', 'for', 'under', 'to', 'about', 'at'],
};
const compiled = (source: string) => compilePattern({ source, lexicon });

const lists = [
  '<show> (<the>) <comments> (are_there|there_are|is_there|exist) <on> {t:task}',
  '<show> (<the>) {t:task} comments',
  'what (has|have|did|was) (been|people|they|we|i|anyone|somebody) commented|comment|said|say on {t:task}',
  'what (is|was) commented|said on {t:task}',
  '(<the>) comments <on> {t:task}',
  'does|has {t:task} (have|got|has) any|a|some comments|comment',
].map(compiled);

const counts = [
  'how_many|count|number_of|count_the comments (are_there|there_are|do_i_have|are|is) <on> {t:task}',
  'how_many comments does|has {t:task} have|got|has',
].map(compiled);

/** "The last comment", "comment 2", "those comments": as "the last one". */
function referenceOf(phrase: Phrase): CommentTarget | undefined {
  for (let at = 0; at < phrase.tokens.length; at++) {
    const noun = rowNounAt({ phrase, at, kind: 'comment' });
    if (!noun) continue;
    const rest = phrase.tokens.slice(noun.end);
    // "Comment 2".
    const number = rest.length === 1 && /^\d{1,2}$/.test(rest[0]?.fold ?? '') ? Number(rest[0]?.fold) : undefined;
    if (number !== undefined && number > 0) return { kind: 'reference', reference: { which: 'places', places: [number] } };
    const one: Token = { kind: 'word', fold: noun.plural ? 'ones' : 'one', start: 0, end: 0 };
    const reference = readReference({ source: phrase.source, tokens: [...phrase.tokens.slice(0, at), one, ...rest] });
    return reference && { kind: 'reference', reference };
  }
  return undefined;
}

/** What names comments before "on Buy milk": "the last comment", "all comments", "the comment about the price", "my comment “Two litres”". */
function readComments(phrase: Phrase): CommentTarget | undefined {
  const trimmed = trimMarks(phrase);
  const { tokens } = trimmed;
  if (/^(all|every)$/.test(wordAt(tokens, 0))) return { kind: 'all' };
  const reference = referenceOf(trimmed);
  if (reference) return reference;
  const start = ['the', 'my', 'our', 'that', 'this', 'a'].includes(wordAt(tokens, 0)) ? 1 : 0;
  const noun = rowNounAt({ phrase: trimmed, at: start, kind: 'comment' });
  if (noun?.plural && noun.end === tokens.length) return { kind: 'all' };
  if (noun && noun.end === tokens.length) return { kind: 'reference', reference: { which: 'it' } };
  if (noun && !noun.plural) {
    const led = ['about', 'saying', 'that', 'with', 'mentioning', ':'].includes(wordAt(tokens, noun.end)) ? 1 : 0;
    const name = textOf(part(trimmed, noun.end + led));
    return name.length > 0 ? { kind: 'name', name } : undefined;
  }
  const name =
    start > 0 && rowNounAt({ phrase: trimmed, at: tokens.length - 1, kind: 'comment' })
      ? part(trimmed, start, tokens.length - 1)
      : undefined;
  return name && { kind: 'name', name: textOf(name) };
}

/** "The last comment on Buy milk", "that comment", "all comments of the task Buy milk". */
function readDeletion(rest: Phrase): Intent | undefined {
  const at = rest.tokens.findIndex((_, index) => rowNounAt({ phrase: rest, at: index, kind: 'comment' }));
  const first = rest.tokens[0];
  // The noun stands at the beginning: "the task about the comment" is a task.
  if (at < 0 || at > 4 || first?.kind === 'quote') return undefined;
  for (let split = at + 1; split < rest.tokens.length - 1; split++) {
    if (!['on', 'of', 'from', 'under', 'for', 'to', 'in'].includes(wordAt(rest.tokens, split))) continue;
    const comments = readComments(part(rest, 0, split));
    const target = taskOf(part(rest, split + 1));
    if (comments && target) return { kind: 'delete-comments', target, comments };
  }
  const comments = readComments(rest);
  if (!comments) return undefined;
  // "Delete all comments", of no task that was named, are those that were listed.
  return {
    kind: 'delete-comments',
    comments: comments.kind === 'all' ? { kind: 'reference', reference: { which: 'them' } } : comments,
  };
}

/** What is said about comments: lists, counts, and what deletes them. Writing new ones is read apart. */
export function readComment(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  if (!hasRowNoun({ phrase: trimmed, kind: 'comment' })) {
    const slot = matchPattern({ pattern: lists[2] ?? compiled('comments'), phrase: trimmed, types })?.['t'];
    const target = taskOf(slot);
    return target && trimmed.tokens.some(({ fold }) => fold === 'commented')
      ? { kind: 'list-comments', amount: 'list', target }
      : undefined;
  }
  const deleted = readDeletedRest(trimmed);
  if (deleted) return readDeletion(deleted);
  for (const [patterns, amount] of [
    [counts, 'count'],
    [lists, 'list'],
  ] as const) {
    for (const pattern of patterns) {
      const target = taskOf(matchPattern({ pattern, phrase: trimmed, types })?.['t']);
      if (target) return { kind: 'list-comments', amount, target };
    }
  }
  return undefined;
}
