import type { Intent, NoteChange, NoteTarget, Place } from '../intent.ts';
import { type SlotTypes, type Slots, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { readPlaceName, readWholeDue } from './changes.ts';
import { wordAt } from './date-reader.ts';
import { readDeletedRest } from './delete.ts';
import { nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { hasRowNoun, rowNounAt } from './row-nouns.ts';
import { readRowQuery } from './row-query.ts';
import { readRowTarget } from './row-target.ts';
import { rawText } from './text-command.ts';
import { updateWords } from './update-words.ts';

const kind = 'note';
const target = (phrase: Phrase | undefined): NoteTarget | undefined => phrase && readRowTarget({ phrase, kind });

const types: SlotTypes = {
  row: { words: 24, fits: (phrase) => hasRowNoun({ phrase, kind }) && target(phrase) !== undefined },
  /** One note: by its name, or as the conversation named it. */
  one: {
    words: 24,
    fits: (phrase) => {
      const found = hasRowNoun({ phrase, kind }) ? target(phrase) : undefined;
      return found?.kind === 'name' || (found?.kind === 'reference' && found.reference.which !== 'them');
    },
  },
  quote: { words: 1, fits: ({ tokens }) => tokens[0]?.kind === 'quote' },
};
const lexicon = {
  ...updateWords,
  text: ['text', 'content', 'contents', 'body', 'wording'],
  about: phrases(
    'about | on | regarding | concerning | related_to | to_do_with | that_mention | which_mention | that_mentions | mentioning | on_the_topic_of | for_the_topic | that_talk_about | that_are_about | that_is_about | containing | that_contain',
  ),
  find: phrases(
    'find | find_me | search | search_for | look_for | look_up | look | get | get_me | fetch | show | show_me | list | give_me | which_are | do_i_have | have_i_got | is_there | are_there | i_need | where_are | where_is | any',
  ),
  my: ['my', 'the', 'all_my', 'all_the', 'all', 'any', 'a', 'some', 'our', 'every'],
  notes: ['note', 'notes', 'memo', 'memos'],
};

const titled = ({ v }: Slots): NoteChange | undefined => (v ? { title: textOf(v) } : undefined);
const placed = ({ w }: Slots): NoteChange | undefined => (w ? { place: readPlaceName(w) } : undefined);
const appended = ({ v }: Slots): NoteChange | undefined => (v ? { append: rawText(v) } : undefined);
const replaced = ({ v }: Slots): NoteChange | undefined => (v ? { content: rawText(v) } : undefined);

const changes = (
  [
    ['rename|retitle {c:row} to|as|into {v}', titled],
    ['<set> (the) <title> of|for|on {c:row} to|into|as {v}', titled],
    ['append|add|attach|write|put {v:quote} to|in|into|at_the_end_of {c:one}', appended],
    ['append|add {v} to {c:one}', appended],
    ['<set>|replace|rewrite|overwrite (the) <text> of|in {c:one} to|with|by|as|: {v}', replaced],
    ['remove|take|move {c:one} (out) from|out_of|off (its|the|their|any) project', (): NoteChange => ({ place: null })],
    ['remove|take|move {c:one} (out) from|out_of (the) project {w}', (): NoteChange => ({ place: null })],
    ['move|put|transfer|shift|assign|link|file|attach|add {c:row} to|into|in|under {w}', placed],
  ] as const
).map(([source, change]) => ({ pattern: compilePattern({ source, lexicon }), change }));

const readings = [
  'read|show|open|display|give|tell|quote|print|view|see|bring_up|pull_up (me) (out|up|aloud|out_loud) {c:one} (to_me|aloud|again)',
  'what does|do|did {c:one} say|contain|read',
  "what's|what_is|what_was (written) (in|inside|on) {c:one}",
  'what did|have i|we write|written|note|noted (down) in|on {c:one}',
  "what's|what_is|show|show_me|read|read_me (the) <text> of {c:one}",
  'find|find_me|get|get_me|where_is {c:one}',
].map((source) => compilePattern({ source, lexicon }));

const searches = [
  '<find> (<my>) <notes> (<about>) {q}',
  'search|look|look_in|search_in|search_through|look_through|go_through (through|in) (<my>) <notes> for|about|on {q}',
  'search|look|check|find|anything|something|is_there_anything|is_there_something|look_for|search_for (for) (about|on) {q} in (my|the|all_my) notes',
  'what did|have i|we (already) write|written|note|noted|jot|jotted|put|say|got (down) about|on|regarding|concerning {q} (in_my_notes)',
  'did|have i|we (ever) write|written|note|noted (down) (anything|something) about|on|regarding {q} (in_my_notes)',
  'what do|does (my|the) notes say|contain|have about|on|regarding {q}',
  'where did i write|note|put (down) (about|that|the) {q}',
  'which|what (of_my|of_the) notes mention|mentions|contain|contains|talk_about|talks_about|say|are_about|is_about|cover {q}',
  '(<my>) notes <about> {q}',
].map((source) => compilePattern({ source, lexicon }));

/** "Invoices in project Website": what is looked for, and where. */
function readSearch(phrase: Phrase): Intent | undefined {
  for (const pattern of searches) {
    const slots = matchPattern({ pattern, phrase, types });
    const q = slots?.['q'];
    if (!q) continue;
    // "What did I write on Monday" asks for a day, which notes do not say.
    if (readWholeDue(q)) continue;
    // "Find my notes in project Website", "show notes from Website" ask for all of a place.
    const isBare = !pattern.source.includes(' {q}') || pattern.source.startsWith('<find> ');
    if (isBare && !saysTopic({ phrase, q })) continue;
    let topic = q;
    let place: Place | undefined;
    for (let at = 1; at < q.tokens.length; at++) {
      const read = isPlaceMarker({ phrase: q, at }) ? readPlace({ phrase: q, at, until: () => false }) : undefined;
      if (read?.end !== q.tokens.length) continue;
      place = read.place;
      topic = part(q, 0, at);
      break;
    }
    const start = ['the', 'my', 'our', 'a', 'an'].includes(wordAt(topic.tokens, 0)) && topic.tokens.length > 1 ? 1 : 0;
    const query = textOf(part(topic, start));
    if (query.length > 0) return { kind: 'search-notes', query, ...(place && { place }) };
  }
  return undefined;
}

/** Whether "about" or the like stands right before what is looked for. */
function saysTopic({ phrase, q }: { phrase: Phrase; q: Phrase }): boolean {
  const at = phrase.tokens.findIndex((token) => token.start === q.tokens[0]?.start);
  const before = phrase.tokens[at - 1]?.fold ?? '';
  return (
    /^(about|on|regarding|concerning|to|with|mention|mentions|mentioning|of|containing|contain|topic)$/.test(before) &&
    before !== 'of'
  );
}

/** Without a word that asks before it, a plural is a question; not behind one of these. */
const commands = new Set(
  phrases(`
  create | add | make | new | delete | remove | move | rename | change | update | mark | complete | finish | write | take | need | want | i |
  we | save | put | append | assign
`),
);

function readList(phrase: Phrase): Intent | undefined {
  const query = readRowQuery({ phrase, kind });
  if (
    !query ||
    query.filter.due ||
    (!query.opened && ((!query.plural && query.limit === undefined) || commands.has(wordAt(phrase.tokens, 0))))
  )
    return undefined;
  const { amount, filter, limit, order, plural } = query;
  // "Show the note" is one that was named.
  if (!plural && amount === 'list' && limit === undefined && Object.keys(filter).length === 0) return undefined;
  return { kind: 'list-notes', amount, filter, ...(limit !== undefined && { limit }), ...(order && { order }) };
}

/** "A note of the task Buy milk" is its description. */
const isOfTask = (phrase: Phrase): boolean =>
  phrase.tokens.some((_, at) => nounAt({ phrase, at })?.noun.startsWith('task') === true);

/** What is said about notes: lists, searches, reading, and what changes or deletes them. Writing new ones is read apart. */
export function readNote(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  const { tokens } = trimmed;
  const isMention = hasRowNoun({ phrase: trimmed, kind });
  // "What did I write about the server?" says by its verb that it is about notes.
  if (!isMention)
    return tokens.some(({ fold }) => /^(write|written|wrote|noted|jot|jotted)$/.test(fold)) ? readSearch(trimmed) : undefined;
  for (const { pattern, change } of changes) {
    const slots = matchPattern({ pattern, phrase: trimmed, types });
    const wanted = slots && change(slots);
    const found = target(slots?.['c']);
    if (wanted && found && wanted.title !== '') return { kind: 'update-notes', target: found, change: wanted };
  }
  const deleted = readDeletedRest(trimmed);
  if (deleted) {
    const rows = target(deleted);
    return rows && { kind: 'delete-notes', target: rows };
  }
  if (isOfTask(trimmed)) return undefined;
  const search = readSearch(trimmed);
  const isSingle = tokens.some((_, at) => rowNounAt({ phrase: trimmed, at, kind })?.plural === false);
  if (search && !isSingle) return search;
  for (const pattern of readings) {
    const found = target(matchPattern({ pattern, phrase: trimmed, types })?.['c']);
    if (found) return { kind: 'read-note', target: found };
  }
  return search ?? readList(trimmed);
}
