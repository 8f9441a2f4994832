import type { Intent, Place } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, longestAt, phrases, wordAt } from '../words.ts';
import { lexicon, ordinalOf, pastArticles } from './lexicon.ts';
import { splitList } from './modifiers.ts';

const namers = [...lexicon.namer, '-', '–', '—'];

function withoutNamer(phrase: Phrase): Phrase {
  const trimmed = trimMarks(phrase, 'end');
  const length = longestAt(namers, trimmed.tokens, 0);
  return trimMarks(part(trimmed, length));
}

/** Finds the last of these leads in a phrase and cuts it there: what is before it, what comes after it. */
function cutAt({ phrase, leads }: { phrase: Phrase; leads: readonly string[] }): { before: Phrase; after: Phrase } | undefined {
  let found: { at: number; end: number } | undefined;
  for (let at = 0; at < phrase.tokens.length - 1; at++) {
    const length = longestAt(leads, phrase.tokens, at);
    if (length > 0 && at + length < phrase.tokens.length && at >= (found?.end ?? 0)) found = { at, end: at + length };
  }
  if (!found) return undefined;
  let before = found.at;
  while (before > 0 && [',', 'e', '('].includes(wordAt(phrase.tokens, before - 1))) before -= 1;
  return { before: part(phrase, 0, before), after: trimMarks(part(phrase, found.end)) };
}

const clientLeads = phrases(`
  per il cliente chiamato | per il cliente di nome | per il cliente | per un cliente | per cliente | per il mio cliente | per la cliente | del cliente | della cliente |
  sotto il cliente | con cliente | con il cliente | di cliente | cliente : | , cliente | al cliente | appartenente a | assegnato al cliente | per conto di
`);
const looseLeads = ['per', 'di', 'del', 'della', "dell'", 'sotto'];

function clientOf(phrase: Phrase): Place {
  const trimmed = trimMarks(phrase);
  const words = trimmed.tokens.map((token) => token.fold).join(' ');
  if (/^(quel cliente|questo cliente|lo stesso cliente|il cliente|lui|lei|loro|quello|questo|esso)$/.test(words))
    return { kind: 'reference', noun: 'client' };
  const ordinal = /^(?:il|la) (\S+)(?: cliente)?$/.exec(words)?.[1];
  const at = ordinal === 'ultimo' || ordinal === 'ultima' ? -1 : ordinalOf(ordinal);
  if (at !== undefined) return { kind: 'reference', noun: 'client', at };
  const from = pastArticles(trimmed.tokens, 0);
  const noun = wordAt(trimmed.tokens, from) === 'cliente' && trimmed.tokens.length > from + 1 ? from + 1 : from;
  return { kind: 'client', name: textOf(noun < trimmed.tokens.length ? part(trimmed, noun) : trimmed) };
}

const withName = (name: string): { name?: string } => (name.length > 0 ? { name } : {});

/** What follows "crea un progetto": its name and its client. */
export function readNewProject({ rest, several }: { rest: Phrase; several: boolean }): Intent[] {
  const quoted = rest.tokens.findIndex((token) => token.kind === 'quote');
  const tail = quoted >= 0 && cutAt({ phrase: part(rest, quoted + 1), leads: [...clientLeads, ...looseLeads] });
  const cut = tail
    ? { before: part(rest, 0, quoted + 1), after: tail.after }
    : (cutAt({ phrase: rest, leads: clientLeads }) ?? (quoted >= 0 ? undefined : looseCut(rest)));
  const late = cut && trimMarks(cut.before).tokens.length === 0 ? cutAt({ phrase: cut.after, leads: namers }) : undefined;
  // "Crea un progetto per il cliente Acme chiamato Sito".
  if (cut && late) return [{ kind: 'create-project', ...withName(textOf(late.after)), client: clientOf(late.before) }];
  const client = cut && cut.after.tokens.length > 0 ? clientOf(cut.after) : undefined;
  const names = withoutNamer(cut ? cut.before : rest);
  const parts = several ? splitList(names).map(textOf) : [textOf(names)];
  return (parts.length === 0 ? [''] : parts).map((name): Intent => ({
    kind: 'create-project',
    ...withName(name),
    ...(client && { client }),
  }));
}

/** "Sito per Acme": a project's name may hold "di" ("Rifacimento del sito"), so only "per" parts it from its client. */
const looseCut = (rest: Phrase): { before: Phrase; after: Phrase } | undefined =>
  cutAt({ phrase: rest, leads: ['per', 'sotto'] });

const industryLeads = phrases(`
  nel settore del | nel settore della | nel settore dei | nel settore delle | nel settore dell' | nel settore di | nel settore | settore : | settore | del settore | con settore | che si occupa di | che lavora nel |
  che lavora nella | che opera nel | nel campo del | nel campo della | nel campo | industria : | attivo nel
`);
const parentLeads = phrases(`
  con cliente padre | sotto il cliente | sotto al cliente | sotto | che fa parte di | parte di | filiale di | come filiale di | controllata di | appartenente a | che appartiene a | figlio di | del gruppo
`);

/** What follows "aggiungi il cliente": its name, its industry, the client it belongs to. */
export function readNewClient({ rest, several }: { rest: Phrase; several: boolean }): Intent[] {
  let named = withoutNamer(rest);
  if (several) return splitList(named).map((one): Intent => ({ kind: 'create-client', ...withName(textOf(one)) }));
  const parentCut = cutAt({ phrase: named, leads: parentLeads });
  const parent = parentCut ? clientOf(parentCut.after) : undefined;
  if (parentCut) named = parentCut.before;
  const bracket = named.tokens.findIndex((token) => token.fold === '(');
  let industry: string | undefined;
  if (bracket > 0 && named.tokens.at(-1)?.fold === ')') {
    const inside = part(named, bracket + 1, named.tokens.length - 1);
    industry = textOf(cutAt({ phrase: inside, leads: ['settore :', 'settore'] })?.after ?? withoutLead(inside));
    named = part(named, 0, bracket);
  } else {
    const cut = cutAt({ phrase: named, leads: industryLeads });
    if (cut && trimMarks(cut.before).tokens.length > 0) {
      industry = textOf(cut.after);
      named = cut.before;
    }
  }
  return [{ kind: 'create-client', ...withName(textOf(named)), ...(industry && { industry }), ...(parent && { parent }) }];
}

const withoutLead = (phrase: Phrase): Phrase =>
  isWords(phrase.tokens, 0, 'settore') && phrase.tokens.length > 1 ? part(phrase, 1) : phrase;
