import type { Intent, Target } from '../intent.ts';
import { type Phrase, part, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { phrases } from './phrases.ts';
import { rowNounAt } from './row-nouns.ts';
import { readRowTarget } from './row-target.ts';
import { readReference, readTarget } from './target.ts';
import { type TextCommand, endsItself, rawText, textLead } from './text-command.ts';

const verbs = phrases('add | leave | write | post | make | put | create | new | give | attach | submit | drop');
const fillers = new Set(phrases('a | an | the | another | one | new | me | my | quick | short | this | following'));
const prepositions = new Set(['on', 'to', 'for', 'under', 'at', 'in', 'of', 'about']);
const it: Target = { kind: 'reference', reference: { which: 'it' } };
/** A task's name before a text has so many words and marks at most. */
const longestName = 40;

function targetOf(phrase: Phrase): Target | undefined {
  const trimmed = trimMarks(phrase);
  if (trimmed.tokens.length === 0) return it;
  const target = readTarget(trimmed);
  return target?.kind === 'filter' ? undefined : target;
}

function comment({ target, content }: { target: Target | undefined; content: string | undefined }): Intent | undefined {
  return target && { kind: 'add-comment', target, ...(content !== undefined && { content }) };
}

/** "On Buy milk: two litres", "“two litres” on Buy milk", ": two litres", "that it is late": the task, and the text. */
function readBody(given: Phrase): TextCommand | undefined {
  const phrase = trimMarks(given, 'end');
  const { tokens } = phrase;
  const [first] = tokens;
  if (!first) return undefined;
  // "“Two litres” on Buy milk", "saying two litres to Buy milk" is no sentence that anybody says.
  if (first.inner !== undefined) {
    const rest = part(phrase, 1);
    if (rest.tokens.length === 0) return withIntent(comment({ target: it, content: first.inner }), false);
    if (!prepositions.has(wordAt(rest.tokens, 0))) return undefined;
    return withIntent(comment({ target: targetOf(part(rest, 1)), content: first.inner }), false);
  }
  const start = prepositions.has(wordAt(tokens, 0)) ? 1 : 0;
  for (let at = 0; at < Math.min(tokens.length, longestName); at++) {
    const lead = textLead({ phrase: given, at });
    const isQuote = at > start && given.tokens[at]?.inner !== undefined && at === given.tokens.length - 1;
    if ((lead === 0 && !isQuote) || at + lead >= given.tokens.length) continue;
    // Without "on" only the text may follow: "comment that it is late".
    if (start === 0 && at > 0) return undefined;
    const text = part(given, at + lead);
    return withIntent(comment({ target: targetOf(part(given, start, at)), content: rawText(text) }), !endsItself(text));
  }
  if (start === 0) return undefined;
  return withIntent(comment({ target: targetOf(part(phrase, 1)), content: undefined }), false);
}

const withIntent = (intent: Intent | undefined, takesRest: boolean): TextCommand | undefined => intent && { intent, takesRest };

/** A command to comment: "comment on Buy milk: two litres", "add the comment “two litres” to Buy milk", "comment: two litres". */
export function readNewComment(phrase: Phrase): TextCommand | undefined {
  const { tokens } = phrase;
  const verb = verbs.find((text) => isWords(tokens, 0, text));
  let at = verb === undefined ? 0 : 1;
  if (verb !== undefined) while (fillers.has(wordAt(tokens, at))) at += 1;
  const noun = rowNounAt({ phrase, at, kind: 'comment' });
  if (!noun || noun.plural) return undefined;
  if (noun.end < tokens.length) return readBody(part(phrase, noun.end));
  return verb === undefined ? undefined : withIntent(comment({ target: it, content: undefined }), false);
}

/** "Add to the note Hosting: …", "append to it: …", "append “…” to the note Hosting": a text behind a note's own. */
export function readAppend(phrase: Phrase): TextCommand | undefined {
  const { tokens } = phrase;
  const verb = ['append', 'add', 'write', 'attach'].includes(wordAt(tokens, 0)) ? 1 : 0;
  if (verb === 0) return undefined;
  const isAppend = wordAt(tokens, 0) === 'append';
  const lead = ['to the end of', 'at the end of', 'to', 'in', 'into'].find((text) => isWords(tokens, 1, text));
  if (lead === undefined) return undefined;
  const start = 1 + lead.split(' ').length;
  for (let at = start + 1; at < Math.min(tokens.length, longestName); at++) {
    const announced = textLead({ phrase, at });
    const isQuote = tokens[at]?.inner !== undefined && at === tokens.length - 1;
    if ((announced === 0 && !isQuote) || at + announced >= tokens.length) continue;
    const named = part(phrase, start, at);
    const reference = readReference(named);
    const target =
      reference && isAppend ? ({ kind: 'reference', reference } as const) : readRowTarget({ phrase: named, kind: 'note' });
    if (!target || target.kind === 'filter') return undefined;
    const text = part(phrase, at + announced);
    return { intent: { kind: 'update-notes', target, change: { append: rawText(text) } }, takesRest: !endsItself(text) };
  }
  return undefined;
}
