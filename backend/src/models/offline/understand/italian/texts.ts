import type { Intent } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { isOf, lexicon } from './lexicon.ts';
import { nounAfterArticles, nounAt } from './nouns.ts';
import { readPlace } from './place.ts';
import { readRows, withoutPlace } from './row-target.ts';
import { readTarget } from './target.ts';
import { verbOf } from './verbs.ts';

/** A text as it was written, line breaks included; a text in quotation marks is what stands between them. */
function rawText(phrase: Phrase): string {
  const { source } = phrase;
  let from = 0;
  while ([':', ',', '\n', 'che'].includes(wordAt(phrase.tokens, from)) && from < 3) from += 1;
  const tokens = phrase.tokens.slice(from);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return '';
  const closed = trimMarks({ source, tokens });
  return closed.tokens.length === 1 && first.inner !== undefined ? first.inner : source.slice(first.start, last.end).trim();
}

const leads = phrases('con il testo | con testo | con scritto | che dice che | che dice | dicendo che | dicendo | :');

/** Where a text begins: behind the first ":" and the like, or at a quotation mark at the end. */
function textAt(phrase: Phrase): { head: Phrase; text: string } | undefined {
  for (let at = 0; at < Math.min(phrase.tokens.length, 24); at++) {
    const length = longestAt(leads, phrase.tokens, at);
    if (length > 0 && at + length < phrase.tokens.length)
      return { head: trimMarks(part(phrase, 0, at)), text: rawText(part(phrase, at + length)) };
    if (
      at > 0 &&
      phrase.tokens[at]?.kind === 'quote' &&
      at === phrase.tokens.length - 1 &&
      longestAt(lexicon.namer, phrase.tokens, at - 1) === 0
    )
      return { head: trimMarks(part(phrase, 0, at)), text: rawText(part(phrase, at)) };
  }
  return undefined;
}

const direct = phrases(
  'prendi nota che | prendi nota di | prendi nota : | prendi nota | annota che | annota : | annota mi che | annota | appunta che | appunta : | appunta mi che | segna mi che | segna negli appunti | segna nelle note | scrivi nelle note | scrivi negli appunti | aggiungi alle note | aggiungi agli appunti | aggiungi ai miei appunti | aggiungi alle mie note',
);
const makers = new Set(['crea', 'aggiungi', 'scrivi', 'inserisci', 'fai', 'salva', 'prendi', 'metti', 'registra', 'lascia']);

/** "Nota per Sito: il cliente vuole il blu", "annota che …", "crea una nota chiamata X nel progetto Y: …". */
function readNewNote(phrase: Phrase): Intent | undefined {
  const { tokens } = phrase;
  const verb = verbOf(wordAt(tokens, 0)) ?? '';
  const isNew = /^nuov[oa]$/.test(wordAt(tokens, 0));
  const noun = nounAfterArticles({ phrase, at: makers.has(verb) || isNew ? 1 : 0 });
  const straight = longestAt(direct, tokens, 0);
  if (straight > 0 && !(noun?.kind === 'note' && verb !== 'annota')) {
    const content = rawText(part(phrase, straight));
    return content === '' ? { kind: 'create-note' } : { kind: 'create-note', content };
  }
  if (noun?.kind !== 'note' || noun.plural === true) return undefined;
  const rest = part(phrase, noun.end);
  const said = textAt(rest);
  const bare = !makers.has(verb) && !isNew;
  if (bare && !said) return undefined;
  // "Scrivi nella nota X: …", "aggiungi alla nota X: …" go on one that is there.
  if (verb !== '' && isOf(lexicon.a, wordAt(tokens, 1))) return undefined;
  const head = noteHead(said ? said.head : rest);
  if (!head) return undefined;
  return { kind: 'create-note', ...head, ...(said ? { content: said.text } : head.title !== undefined ? { content: '' } : {}) };
}

/** "Per Sito", "al progetto Sito", "chiamata Hosting nel progetto Sito", "su Rossi". */
function noteHead(given: Phrase): Pick<Intent & { kind: 'create-note' }, 'title' | 'place'> | undefined {
  const phrase = trimMarks(given);
  if (phrase.tokens.length === 0) return {};
  if (phrase.tokens.length > 16) return undefined;
  const namer = longestAt(lexicon.namer, phrase.tokens, 0);
  const { rest, place } = withoutPlace(phrase);
  if (place) {
    const title = textOf(part(rest, Math.min(namer, rest.tokens.length)));
    return { place, ...(title.length > 0 && { title }) };
  }
  if (namer > 0) return { title: textOf(part(phrase, namer)) };
  const either = readPlace({ phrase, at: 0, until: () => false });
  if (either?.end === phrase.tokens.length) return { place: either.place };
  return { title: textOf(phrase) };
}

/** "Aggiungi alla nota Hosting: …", "scrivi nella nota Hosting: …". */
function readAppend(phrase: Phrase): Intent | undefined {
  const verb = verbOf(wordAt(phrase.tokens, 0)) ?? '';
  if (!makers.has(verb) || !(isOf(lexicon.a, wordAt(phrase.tokens, 1)) || isOf(lexicon.in, wordAt(phrase.tokens, 1))))
    return undefined;
  const said = textAt(part(phrase, 2));
  const target = said && readRows({ phrase: said.head, kind: 'note' });
  if (!said || !target || target.kind === 'filter' || said.text === '') return undefined;
  return { kind: 'update-notes', target, change: { append: said.text } };
}

/** "Commenta Comprare il latte: due litri", "aggiungi un commento a Comprare il latte: due litri". */
function readNewComment(phrase: Phrase): Intent | undefined {
  const { tokens } = phrase;
  const verb = verbOf(wordAt(tokens, 0)) ?? '';
  const noun = nounAfterArticles({ phrase, at: verb === '' ? 0 : 1 });
  const isNoun = noun?.kind === 'comment' && noun.plural !== true && (makers.has(verb) || verb === '');
  if (verb !== 'commenta' && !isNoun) return undefined;
  const rest = part(phrase, isNoun ? noun.end : 1);
  const said = textAt(rest);
  if (!said && (verb === '' || nounAt({ phrase: rest, at: 0 }))) return verb === 'commenta' ? asked(rest) : undefined;
  if (!said) return asked(rest);
  // "Commenta: …" is about what was named last.
  if (said.head.tokens.length === 0)
    return { kind: 'add-comment', target: { kind: 'reference', reference: { which: 'it' } }, content: said.text };
  const target = readTarget(withoutLead(said.head));
  return target && target.kind !== 'filter' ? { kind: 'add-comment', target, content: said.text } : undefined;
}

/** No task is called by more words and marks where a text is still to be asked for. */
const longestName = 60;

/** A comment without its text, which is asked for. */
function asked(rest: Phrase): Intent | undefined {
  if (rest.tokens.length > longestName) return undefined;
  const target = readTarget(withoutLead(rest));
  return target && target.kind !== 'filter' ? { kind: 'add-comment', target } : undefined;
}

const withoutLead = (phrase: Phrase): Phrase =>
  phrase.tokens.length > 1 &&
  (isOf(lexicon.a, wordAt(phrase.tokens, 0)) ||
    isOf(lexicon.su, wordAt(phrase.tokens, 0)) ||
    isOf(lexicon.di, wordAt(phrase.tokens, 0)) ||
    wordAt(phrase.tokens, 0) === 'per')
    ? part(phrase, 1)
    : phrase;

/** A command that carries a text to be kept: a note, a comment, something behind a note. What follows the mark is all the text's. */
export function readTextCommand(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  return readNewComment(trimmed) ?? readAppend(trimmed) ?? readNewNote(trimmed);
}

/** Whether such a command takes the rest of its message: its text stands in no quotation marks. */
export const takesRest = (phrase: Phrase): boolean => phrase.tokens.at(-1)?.kind !== 'quote';
