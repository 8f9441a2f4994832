import { phrases } from './phrases.ts';
import type { Intent, Place } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { ordinalOf } from './lexicon.ts';
import { splitList } from './modifiers.ts';

const namers = ['with the name', 'with name', 'called', 'named', 'titled', 'name :', ':', '-', '–', '—'];

function withoutNamer(phrase: Phrase): Phrase {
  const trimmed = trimMarks(phrase, 'end');
  const namer = namers.find((text) => isWords(trimmed.tokens, 0, text));
  return namer === undefined ? trimmed : trimMarks(part(trimmed, namer.split(' ').length));
}

/** Finds the last of these leads in a phrase and cuts it there: what is before it, what comes after it. */
function cutAt({
  phrase,
  leads,
}: {
  phrase: Phrase;
  leads: readonly string[];
}): { before: Phrase; after: Phrase; lead: string } | undefined {
  for (let at = phrase.tokens.length - 2; at >= 0; at--) {
    const lead = leads.find((text) => isWords(phrase.tokens, at, text));
    if (lead === undefined) continue;
    const end = at + lead.split(' ').length;
    if (end >= phrase.tokens.length) continue;
    // "In industry" is one lead, not "industry" after "in".
    const earlier = [4, 3, 2, 1].find((back) =>
      leads.some((text) => text.split(' ').length === back + end - at && isWords(phrase.tokens, at - back, text)),
    );
    let before = at - (earlier ?? 0);
    while (before > 0 && [',', 'and', '('].includes(wordAt(phrase.tokens, before - 1))) before -= 1;
    return { before: part(phrase, 0, before), after: trimMarks(part(phrase, end)), lead };
  }
  return undefined;
}

const clientLeads = phrases(`
  for the client named | for the client called | for a client called | for the client | for client | for my client
  | for our client | for customer | for the customer | under client | under the client | with client |
  with the client | of client | client : | , client | belonging to | to client
`);
const looseLeads = ['for', 'under'];

function clientOf(phrase: Phrase): Place {
  const trimmed = trimMarks(phrase);
  const words = trimmed.tokens.map((token) => token.fold).join(' ');
  if (['that', 'that client', 'this client', 'it', 'them', 'that one', 'the client', 'this', 'him', 'her'].includes(words))
    return { kind: 'reference', noun: 'client' };
  const at = wordAt(trimmed.tokens, 1) === 'last' ? -1 : ordinalOf(wordAt(trimmed.tokens, 1));
  if (at !== undefined && /^the \w+ (one|client|customer)$/.test(words)) return { kind: 'reference', noun: 'client', at };
  const from = ['the', 'our', 'my'].includes(wordAt(trimmed.tokens, 0)) && trimmed.tokens.length > 1 ? 1 : 0;
  const last =
    trimmed.tokens.length -
    (['client', 'customer'].includes(trimmed.tokens.at(-1)?.fold ?? '') && trimmed.tokens.length > from + 1 ? 1 : 0);
  return { kind: 'client', name: textOf(part(trimmed, from, last)) };
}

function withName(name: string): { name?: string } {
  return name.length > 0 ? { name } : {};
}

/** What follows "create a project": its name and its client. */
export function readNewProject({ rest, several }: { rest: Phrase; several: boolean }): Intent[] {
  const cut = cutAt({ phrase: rest, leads: clientLeads }) ?? cutAt({ phrase: rest, leads: looseLeads });
  const client = cut && cut.after.tokens.length > 0 ? clientOf(cut.after) : undefined;
  // "Create a project for client Acme called Website".
  const late =
    cut && trimMarks(cut.before).tokens.length === 0
      ? cutAt({ phrase: cut.after, leads: ['called', 'named', 'titled', ':'] })
      : undefined;
  if (cut && late) {
    const name = textOf(late.after);
    return [{ kind: 'create-project', ...withName(name), client: clientOf(late.before) }];
  }
  const names = withoutNamer(cut ? cut.before : rest);
  const parts = several ? splitList(names).map(textOf) : [textOf(names)];
  return (parts.length === 0 ? [''] : parts).map((name): Intent => ({
    kind: 'create-project',
    ...withName(name),
    ...(client && { client }),
  }));
}

const industryLeads = phrases(`
  in the industry of | in the industry | in industry | with the industry | with industry | whose industry is |
  industry is | industry : | industry | from the | who works in | working in | that works in | in the field of |
  in the | in
`);
const parentLeads = phrases(`
  with parent client | with parent | under the client | under client | under parent | as a subsidiary of |
  subsidiary of | a subsidiary of | as a child of | part of | belonging to | parent : | under
`);

/** What follows "add client": its name, its industry, the client it belongs to. */
export function readNewClient({ rest, several }: { rest: Phrase; several: boolean }): Intent[] {
  let named = withoutNamer(rest);
  if (several) return splitList(named).map((one): Intent => ({ kind: 'create-client', ...withName(textOf(one)) }));
  const parentCut = cutAt({ phrase: named, leads: parentLeads });
  const parent = parentCut ? clientOf(parentCut.after) : undefined;
  if (parentCut) named = parentCut.before;
  const bracket = named.tokens.findIndex((token) => token.fold === '(');
  const closed = named.tokens.at(-1)?.fold === ')';
  let industry: string | undefined;
  if (bracket > 0 && closed) {
    const inside = part(named, bracket + 1, named.tokens.length - 1);
    industry = textOf(cutAt({ phrase: inside, leads: ['industry :', 'industry'] })?.after ?? inside);
    named = part(named, 0, bracket);
  } else {
    const cut = cutAt({ phrase: named, leads: industryLeads });
    if (cut && trimMarks(cut.before).tokens.length > 0) {
      const trimmed = trimMarks(cut.after);
      const last =
        trimmed.tokens.length -
        (['industry', 'business', 'sector', 'field'].includes(trimmed.tokens.at(-1)?.fold ?? '') && trimmed.tokens.length > 1
          ? 1
          : 0);
      industry = textOf(part(trimmed, 0, last));
      named = cut.before;
    }
  }
  return [{ kind: 'create-client', ...withName(textOf(named)), ...(industry && { industry }), ...(parent && { parent }) }];
}
