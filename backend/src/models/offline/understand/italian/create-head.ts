import { type Phrase, part } from '../tokens.ts';
import { isWords, phrases, wordAt } from '../words.ts';
import { isOf, lexicon, numberOf } from './lexicon.ts';
import { type Noun, nounAt } from './nouns.ts';
import { readPriority } from './priority.ts';
import { verbOf } from './verbs.ts';

/** Verbs that create whatever follows them. */
export const plain = new Set(['crea', 'aggiungi', 'inserisci', 'registra']);
/** Verbs that create only something new ("fai un task") or announced ("segna task: …"). */
const doubtful = new Set([
  'fai',
  'metti',
  'segna',
  'annota',
  'appunta',
  'prepara',
  'scrivi',
  'apri',
  'dai',
  'salva',
  'programma',
  'pianifica',
  'fissa',
]);
const fresh = new Set(['un', 'una', "un'", 'uno', 'nuovo', 'nuova', 'nuovi', 'nuove', 'altro', 'altra', 'altri', 'altre']);
export const fillers = new Set([
  ...fresh,
  ...phrases(
    "il | lo | la | l' | i | gli | le | mi | ci | anche | seguente | seguenti | dei | degli | delle | alcuni | alcune | mio | mia | miei | mie | piccolo | piccola | semplice | veloce | altri | pure | questi | queste",
  ),
]);
const namers = new Set([':', 'chiamato', 'chiamata', 'chiamati', 'chiamate', 'intitolato', 'intitolata', 'denominato', '-', '–']);
/** Words with which a noun is no longer one: "lista task", "riunione di progetto". */
const compound = /^(list[ae]|elenco|manager|force|board|bar|app)$/;

/** What may be said of a thing between its noun and its name: "un task urgente: …". */
const adjective =
  /^(urgent[ei]|important[ei]|prioritari[oae]|critic[oa]|personal[ei]|veloce|semplice|fatt[oa]|completat[oa]|nuov[oaie])$/;

/** The beginning of a command that creates: "crea un task urgente". */
export interface Head {
  noun: Noun;
  /** What was said of it before its name: "urgente". */
  adjectives: Phrase;
  /** What stands after the noun. */
  rest: Phrase;
}

/** Reads the beginning of a command that creates something; undefined when there is none. */
export function readHead(phrase: Phrase): Head | undefined {
  const { tokens } = phrase;
  const verb = verbOf(wordAt(tokens, 0)) ?? '';
  const wish = ['vorrei', 'voglio', 'mi serve', 'mi servono', 'ho bisogno di'].find((text) => isWords(tokens, 0, text));
  const isNew = /^nuov[oaie]$/.test(wordAt(tokens, 0));
  if (!plain.has(verb) && !doubtful.has(verb) && wish === undefined && !isNew) return bareHead(phrase);
  const sure = plain.has(verb) || isNew;
  let at = wish?.split(' ').length ?? (isNew ? 0 : 1);
  const begin = at;
  let isFresh = isNew;
  while (fillers.has(wordAt(tokens, at)) || (numberOf(wordAt(tokens, at)) !== undefined && at < 6)) {
    if (fresh.has(wordAt(tokens, at))) isFresh = true;
    at += 1;
  }
  const isThe = isOf(lexicon.il, wordAt(tokens, begin)) && !isFresh;
  const start = at;
  for (; at < tokens.length && at - start < 3; at++) {
    if (at > start && !adjective.test(wordAt(tokens, at - 1))) return undefined;
    const noun = nounAt({ phrase, at });
    if (!noun) continue;
    let end = noun.end;
    while (adjective.test(wordAt(tokens, end))) end += 1;
    const ranked = readPriority({ tokens, at: noun.end });
    // "Un task ad alta priorità: …", "un task urgente chiamato …".
    if (ranked && (ranked.end >= tokens.length || namers.has(wordAt(tokens, ranked.end)) || tokens[ranked.end]?.kind === 'quote'))
      end = Math.max(end, ranked.end);
    const named = end < tokens.length && !namers.has(wordAt(tokens, end)) && tokens[end]?.kind !== 'quote';
    // "Crea un task importante lettera": the adjective is the title's unless something announces the title.
    if (end > noun.end && named && !['per', 'di', 'nel', 'con', 'entro'].includes(wordAt(tokens, end))) end = noun.end;
    const said = [...tokens.slice(start, at), ...tokens.slice(noun.end, end)];
    const head = { noun, adjectives: { source: phrase.source, tokens: said }, rest: part(phrase, end) };
    if (compound.test(wordAt(tokens, end))) return undefined;
    if (namers.has(wordAt(tokens, end)) || tokens[end]?.kind === 'quote') return head;
    // "Aggiungi il task al progetto Casa" is about one that is there.
    if (isThe && /^(a|al|alla|in|nel|nella|per|su|sul)$/.test(wordAt(tokens, end))) return undefined;
    return sure || isFresh ? head : undefined;
  }
  return undefined;
}

/** "Task: comprare il latte", "promemoria: …" need no verb. */
function bareHead(phrase: Phrase): Head | undefined {
  const noun = nounAt({ phrase, at: 0 });
  if (!noun || (noun.plural === true && noun.kind !== 'task' && noun.kind !== 'note')) return undefined;
  if (wordAt(phrase.tokens, noun.end) !== ':' || noun.end + 1 >= phrase.tokens.length) return undefined;
  return { noun, adjectives: part(phrase, 0, 0), rest: part(phrase, noun.end) };
}
