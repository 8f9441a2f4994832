import type { Intent, Place } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { nounAt } from './nouns.ts';
import { phrases } from './phrases.ts';
import { isPlaceMarker, readPlace } from './place.ts';
import { rowNounAt } from './row-nouns.ts';
import { readTarget } from './target.ts';
import { type TextCommand, endsItself, rawText, textLead } from './text-command.ts';

/** A text follows these at once: "write down that the client wants blue". */
const direct = phrases(`
  note down | note | write down | jot down | make a note that | make a note of | make a note : | make a note to | make note that |
  make note of | take a note that | take a note of | take a note : | take note that | take note of | take down | put down |
  put in my notes | put it in my notes | add to my notes | add this to my notes | write in my notes | save in my notes |
  save this as a note | save as a note | keep a note that | for my notes | for the record | leave a note that
`);
const verbs = phrases(`
  create | add | make | write | take | new | save | start | leave | put | record | write me | i need | let me add | enter | keep | begin
`);
const fillers = new Set(
  phrases('a | an | the | another | one | new | me | us | quick | short | more | also | little | following | my'),
);
const titleNamers = phrases('with the title | with title | with the name | called | named | titled | entitled');
const topicNamers = new Set(['about', 'regarding', 'concerning']);
const prepositions = new Set(['for', 'to', 'in', 'on', 'under', 'of', 'into']);
/** A title of a note has so many words and marks at most, when it stands before its text. */
const longestHead = 16;

type Head = Pick<Intent & { kind: 'create-note' }, 'title' | 'place' | 'orComment'> & { task?: Phrase };

function withPlace({ place, words, phrase }: { place: Place; words: Phrase; phrase: Phrase }): Head {
  const isLoose = place.kind === 'either' || (place.kind === 'reference' && place.noun === 'either');
  const target = isLoose && ['to', 'on', 'for'].includes(wordAt(phrase.tokens, 0)) ? readTarget(words) : undefined;
  return { place, ...(target && target.kind !== 'filter' && { orComment: target }) };
}

/** "For Website", "to the task Buy milk", "called Hosting in project Website", "about Rossi". Undefined: it is none of these. */
function readHead(given: Phrase): Head | undefined {
  const phrase = trimMarks(given);
  const { tokens } = phrase;
  if (tokens.length === 0) return {};
  if (tokens.length > longestHead) return undefined;
  if (['to self', 'to myself', 'for myself', 'for me'].some((text) => isWords(tokens, 0, text) && tokens.length === 2)) return {};
  if (prepositions.has(wordAt(tokens, 0))) {
    const rest = part(phrase, 1);
    const start = ['the', 'my'].includes(wordAt(rest.tokens, 0)) ? 1 : 0;
    if (nounAt({ phrase: rest, at: start })?.noun === 'task') return { task: rest };
    const namer = tokens.findIndex((_, at) => at > 0 && titleNamers.some((text) => isWords(tokens, at, text)));
    const until = (end: number): boolean => end === namer || topicNamers.has(wordAt(tokens, end));
    const read = readPlace({ phrase, at: 0, until });
    if (!read) return undefined;
    const more = read.end < tokens.length ? readHead(part(phrase, read.end)) : {};
    return more && { ...more, ...withPlace({ place: read.place, words: part(phrase, 1, read.end), phrase }) };
  }
  const namer = titleNamers.find((text) => isWords(tokens, 0, text));
  const topic = namer === undefined && topicNamers.has(wordAt(tokens, 0));
  const title = part(phrase, namer === undefined ? (topic ? 1 : 0) : namer.split(' ').length);
  const marked = title.tokens.findIndex((_, at) => at > 0 && isPlaceMarker({ phrase: title, at }));
  const quotedPlace = title.tokens[0]?.kind === 'quote' && prepositions.has(wordAt(title.tokens, 1)) ? 1 : -1;
  const named = namer !== undefined || topic ? lastPreposition(title) : -1;
  const at = quotedPlace > 0 ? quotedPlace : marked > 0 ? marked : named;
  const read = at > 0 ? readPlace({ phrase: title, at, until: () => false }) : undefined;
  if (read?.end !== title.tokens.length || at < 1) {
    const text = textOf(title);
    return text.length === 0 ? undefined : { title: text };
  }
  const text = textOf(part(title, 0, at));
  return text.length === 0 ? undefined : { title: text, place: read.place };
}

/** "Called Hosting for Website", without a word that says project: -1 where a title has no such end. */
function lastPreposition({ tokens }: Phrase): number {
  for (let at = tokens.length - 2; at >= 1; at--) if (['for', 'to', 'in', 'under'].includes(wordAt(tokens, at))) return at;
  return -1;
}

function intentOf({ head, content }: { head: Head; content: string | undefined }): Intent | undefined {
  const { task, ...said } = head;
  if (task) {
    const target = readTarget(task);
    return target && target.kind !== 'filter'
      ? { kind: 'add-comment', target, ...(content !== undefined && { content }) }
      : undefined;
  }
  return { kind: 'create-note', ...said, ...(content !== undefined && { content }) };
}

/** What follows the noun: what is said of the note, then its text. */
function readBody({ rest, isBare }: { rest: Phrase; isBare: boolean }): TextCommand | undefined {
  const { tokens } = rest;
  for (let at = 0; at < Math.min(tokens.length, longestHead); at++) {
    const lead = textLead({ phrase: rest, at });
    if (lead > 0 && at + lead < tokens.length) {
      const head = readHead(part(rest, 0, at));
      const intent = head && intentOf({ head, content: rawText(part(rest, at + lead)) });
      return intent && { intent, takesRest: !endsItself(part(rest, at + lead)) };
    }
    // A quote that nothing announces is the text, with what stands before and behind it; one or two words are a title.
    const inner = tokens[at]?.inner;
    const isTitle = at > 0 && titleNamers.some((text) => isWords(tokens, at - text.split(' ').length, text));
    if (inner === undefined || isTitle || inner.trim().split(/\s+/).length < 4) continue;
    const around = { source: rest.source, tokens: [...tokens.slice(0, at), ...tokens.slice(at + 1)] };
    const head = readHead(around);
    const intent = head && head.title === undefined ? intentOf({ head, content: inner }) : undefined;
    return intent && { intent, takesRest: false };
  }
  if (isBare) return undefined;
  const head = readHead(rest);
  const intent = head && intentOf({ head, content: head.title === undefined ? undefined : '' });
  return intent && { intent, takesRest: false };
}

/** "Save the client wants blue as a note", "add “they want blue” to my notes". */
function readAs(phrase: Phrase): TextCommand | undefined {
  const { tokens } = phrase;
  if (!/^(save|add|put|store|write|keep)$/.test(wordAt(tokens, 0))) return undefined;
  for (const tail of [
    'as a note',
    'as a new note',
    'as note',
    'to my notes',
    'to the notes',
    'in my notes',
    'into my notes',
    'in a note',
    'down as a note',
  ]) {
    const length = tail.split(' ').length;
    const at = tokens.length - length;
    if (at < 2 || !isWords(tokens, at, tail)) continue;
    const content = rawText(part(phrase, 1, at));
    return content.length === 0 ? undefined : { intent: { kind: 'create-note', content }, takesRest: false };
  }
  return undefined;
}

/** Whether something else than a note follows: "note down a task: …", "write down the milestone Beta". */
function isOther(rest: Phrase): boolean {
  let at = 0;
  while (fillers.has(wordAt(rest.tokens, at))) at += 1;
  const noun = nounAt({ phrase: rest, at });
  return noun !== undefined || rowNounAt({ phrase: rest, at, kind: 'checkpoint' }) !== undefined;
}

/** A command to write a note: "note for Website: the client wants blue", "write down that …", "create a note called Hosting". */
export function readNewNote(phrase: Phrase): TextCommand | undefined {
  const { tokens } = phrase;
  const verb = verbs.filter((text) => isWords(tokens, 0, text)).toSorted((a, b) => b.length - a.length)[0];
  let at = verb?.split(' ').length ?? 0;
  if (verb !== undefined) while (fillers.has(wordAt(tokens, at))) at += 1;
  const noun = rowNounAt({ phrase, at, kind: 'note' });
  const lead = direct.filter((text) => isWords(tokens, 0, text)).toSorted((a, b) => b.length - a.length)[0];
  const isDirect = lead !== undefined && (!noun || lead.split(' ').length > noun.end);
  if (isDirect && lead !== undefined) {
    const rest = part(phrase, lead.split(' ').length);
    return isOther(rest) ? undefined : readDirect({ rest, isAnnounced: / (that|of|:)$/.test(lead) });
  }
  // "Notes: …" is a note, "notes for Website" asks for them.
  if (noun && (!noun.plural || wordAt(tokens, noun.end) === ':')) {
    // "Note task: buy milk" is a task.
    if (isOther(part(phrase, noun.end))) return undefined;
    const isPhrase = verb !== undefined && ['down', 'to do'].some((text) => isWords(tokens, at, text));
    if (isPhrase) return undefined;
    // "Put the note Ideas in Website" is about one that is there.
    const isThere = phrase.tokens.slice(0, noun.end).some(({ fold }) => fold === 'the' || fold === 'my');
    return readBody({ rest: part(phrase, noun.end), isBare: verb === undefined || isThere });
  }
  return readAs(phrase);
}

/** What follows "write down": the text, perhaps behind the place for which it is. */
function readDirect({ rest, isAnnounced }: { rest: Phrase; isAnnounced: boolean }): TextCommand | undefined {
  const { tokens } = rest;
  if (tokens.length === 0) return undefined;
  for (let at = 0; at < Math.min(tokens.length, longestHead); at++) {
    const lead = textLead({ phrase: rest, at });
    if (lead === 0 || at + lead >= tokens.length) continue;
    // "Write down the price: 500 euro" is one text.
    const head = at === 0 ? {} : prepositions.has(wordAt(tokens, 0)) ? readHead(part(rest, 0, at)) : undefined;
    if (!head) break;
    const intent = intentOf({ head, content: rawText(part(rest, at + lead)) });
    return intent && { intent, takesRest: !endsItself(part(rest, at + lead)) };
  }
  const isQuote = tokens[0]?.kind === 'quote' && tokens.length === 1;
  // "Note Buy milk" is no sentence; what is announced, or said in some words, is.
  if (!isQuote && !isAnnounced && trimMarks(rest).tokens.length < 3) return undefined;
  return { intent: { kind: 'create-note', content: rawText(rest) }, takesRest: !isQuote };
}
