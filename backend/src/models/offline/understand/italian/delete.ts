import type { Intent } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, longestAt, phrases, wordAt } from '../words.ts';
import { isOf, lexicon, numberOf, pastArticles } from './lexicon.ts';
import { splitList } from './modifiers.ts';
import { nounAfterArticles, nounAt } from './nouns.ts';
import { readTarget } from './target.ts';

/** These delete whatever stands after them. */
const plain = phrases('elimina | cancella | elimina definitivamente | cancella definitivamente | butta via | butta | scarta');
/** So does this, where no rule for changes has read the clause. */
const soft = phrases('rimuovi | togli | leva');
/** These have other meanings too: they delete tasks only where the words say that it is tasks. */
const loose = phrases('svuota | annulla');

const tails = phrases(`
  dalla lista | dalla mia lista | dall' elenco | dal mio elenco | dai task | dai miei task | dalle attivita | dalle mie attivita | definitivamente | per sempre | per favore | del tutto | adesso | ora | subito | anche
`);

/** What this model cannot delete. */
const others = new Set(
  phrases(
    'agente | agenti | account | file | cartella | conversazione | conversazioni | chat | sessione | sessioni | messaggio | messaggi | cronologia | database | dati | backup | tabella | impostazioni | dispositivo | utente | utenti | azienda | aziende',
  ),
);

const verbLength = (phrase: Phrase, verbs: readonly string[]): number => longestAt(verbs, phrase.tokens, 0);

function withoutTail(phrase: Phrase): Phrase {
  let rest = trimMarks(phrase);
  for (let round = 0; round < 3; round++) {
    const { tokens } = rest;
    const tail = tails
      .filter((text) => isWords(tokens, tokens.length - text.split(' ').length, text))
      .toSorted((a, b) => b.length - a.length)[0];
    const length = tail?.split(' ').length ?? 0;
    if (length === 0 || length >= tokens.length) break;
    rest = trimMarks(part(rest, 0, tokens.length - length), 'end');
  }
  return rest;
}

const unclear: Intent = { kind: 'say', topic: 'delete' };
const unable: Intent = { kind: 'say', topic: 'delete-other' };

const kindOf = (phrase: Phrase) => nounAfterArticles({ phrase, at: 0 })?.kind;

/** "Elimina tutti i task fatti": what a rule for changes might read as something smaller ("… dal progetto Sito"). */
export function readSweep(phrase: Phrase): Intent | undefined {
  const length = verbLength(phrase, plain);
  if (length === 0) return undefined;
  const rest = withoutTail(part(phrase, length));
  if (wordAt(rest.tokens, 0) === 'tutto' && rest.tokens.length === 1) return unclear;
  const kind = kindOf(rest);
  const target = namesOther(rest) || (kind !== undefined && kind !== 'task') ? undefined : readTarget(rest);
  return target?.kind === 'filter' ? { kind: 'delete-tasks', target } : undefined;
}

/** A command to delete: tasks, projects, clients, or what cannot be deleted here. Tried where no rule for changes reads the clause. */
export function readDelete(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  const sure = verbLength(trimmed, plain) || verbLength(trimmed, soft);
  const length = sure || verbLength(trimmed, loose);
  if (length === 0) return undefined;
  const rest = withoutTail(part(trimmed, length));
  if (rest.tokens.length === 0 || (wordAt(rest.tokens, 0) === 'tutto' && rest.tokens.length === 1)) return unclear;
  if (namesOther(rest)) return unable;
  const places = readPlaces(rest);
  if (places) return places;
  const kind = kindOf(rest);
  if (kind !== undefined && kind !== 'task') return unclear;
  const numbers = readNumbers(rest);
  if (numbers) return { kind: 'delete-tasks', target: { kind: 'reference', reference: { which: 'places', places: numbers } } };
  const target = readTarget(rest);
  if (!target || (sure === 0 && target.kind !== 'filter' && kind !== 'task')) return unclear;
  if (target.kind === 'reference') return { kind: 'delete-tasks', target, ...(kind !== 'task' && { ofAnyKind: true }) };
  const noun = nounAfterArticles({ phrase: rest, at: 0 });
  const isCount =
    rest.tokens.length === 2 &&
    numberOf(wordAt(rest.tokens, 0)) !== undefined &&
    nounAt({ phrase: rest, at: 1 })?.kind === 'task';
  // "Elimina un task", "elimina tre attività": which?
  const isBare = target.kind === 'name' && !target.quoted && (noun?.end === rest.tokens.length || isCount);
  return isBare ? unclear : { kind: 'delete-tasks', target };
}

/** "1 e 3", "i task 1, 2 e 4": places in the list that was shown. A single number may be a name ("Task 2"). */
function readNumbers(rest: Phrase): number[] | undefined {
  const words = rest.tokens.map((token) => token.fold);
  if (!/^((il|i|le|la) )?((task|numeri|attivita|numero) )?\d{1,2}( (,|e|&|, e)( (il|la|i))? \d{1,2})+$/.test(words.join(' ')))
    return undefined;
  return words.filter((word) => /^\d/.test(word)).map(Number);
}

function namesOther(rest: Phrase): boolean {
  const at = pastArticles(rest.tokens, 0);
  const from = /^(tutti|tutte|quel|questo|quella|questa)$/.test(wordAt(rest.tokens, at)) ? pastArticles(rest.tokens, at + 1) : at;
  const first = rest.tokens[from];
  return (
    first !== undefined &&
    first.kind !== 'quote' &&
    others.has(first.fold) &&
    (from > 0 || rest.tokens.length === 1 || /[ie]$/.test(first.fold))
  );
}

/** "Il progetto Sito", "i progetti Sito e Casa", "quel progetto", "il cliente Acme". */
function readPlaces(rest: Phrase): Intent | undefined {
  let at = pastArticles(rest.tokens, 0);
  const pointed = isOf(lexicon.quel, wordAt(rest.tokens, at));
  if (pointed) at += 1;
  const noun = nounAt({ phrase: rest, at });
  if (noun?.kind !== 'project' && noun?.kind !== 'client') return undefined;
  const kind = noun.kind === 'project' ? 'delete-projects' : 'delete-clients';
  let name = part(rest, noun.end);
  const namer = longestAt(lexicon.namer, name.tokens, 0);
  name = trimMarks(part(name, namer));
  if (name.tokens.length === 0)
    return noun.plural === true ? unclear : { kind, places: [{ kind: 'reference', noun: noun.kind }] };
  const pieces = splitList(name).map(textOf);
  const names = pieces.length > 1 && pieces.length <= 10 ? pieces : [textOf(name)];
  return { kind, places: names.map((one) => ({ kind: noun.kind === 'project' ? 'project' : 'client', name: one })) };
}
