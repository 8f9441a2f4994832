import { exhausted } from '#backend/models/offline/exhausted.ts';
import type { Intent, NewTask } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, phrases, wordAt } from '../words.ts';
import { fillers, plain, readHead } from './create-head.ts';
import { isOf, lexicon } from './lexicon.ts';
import { leadingModifiers } from './modifiers.ts';
import { readNewClient, readNewProject } from './new-place.ts';
import { readNewTasks } from './new-task.ts';
import { nounAt } from './nouns.ts';
import { verbOf } from './verbs.ts';

/** "Crea un task …", "aggiungi il cliente Acme", "nuovo progetto Sito per Acme"; undefined when it creates nothing. */
export function readCreate(phrase: Phrase): Intent[] | undefined {
  const head = readHead(phrase);
  if (!head) return readWithoutHead(phrase);
  const several = head.noun.plural === true;
  switch (head.noun.kind) {
    case 'task':
      return [{ kind: 'create-tasks', tasks: readNewTasks({ ...head, several }) }];
    case 'project':
      return readNewProject({ rest: head.rest, several });
    case 'client':
      return readNewClient({ rest: head.rest, several });
    case 'checkpoint':
    case 'note':
    case 'comment':
    case 'followup':
      return undefined;
    default:
      return exhausted(head.noun.kind);
  }
}

/** The other ways to create: "ricordami di …", "aggiungi … come task", "nel progetto X, crea …". */
function readWithoutHead(phrase: Phrase): Intent[] | undefined {
  const tasks = readReminder(phrase) ?? readAsTask(phrase);
  return tasks ? [{ kind: 'create-tasks', tasks }] : (readAsPlace(phrase) ?? readLed(phrase) ?? readPlaced(phrase));
}

/** "Aggiungi Initech come cliente". */
function readAsPlace(phrase: Phrase): Intent[] | undefined {
  const { tokens } = phrase;
  const verb = verbOf(wordAt(tokens, 0)) ?? '';
  if (!plain.has(verb) && verb !== 'salva') return undefined;
  for (const [text, kind] of [
    ['come nuovo cliente', 'create-client'],
    ['come cliente', 'create-client'],
    ['ai clienti', 'create-client'],
    ['ai miei clienti', 'create-client'],
    ['come nuovo progetto', 'create-project'],
    ['come progetto', 'create-project'],
    ['ai progetti', 'create-project'],
    ['ai miei progetti', 'create-project'],
  ] as const) {
    const from = tokens.length - text.split(' ').length;
    const name = from > 1 && isWords(tokens, from, text) ? textOf(part(phrase, 1, from)) : '';
    if (name !== '') return [{ kind, name }];
  }
  return undefined;
}

const reminders = phrases(`
  ricorda mi | ricorda | ricorda ci | segna ti | appunta ti | annota ti | annota mi | scrivi ti | fai mi ricordare | fammi ricordare | mi ricordi | mi puoi ricordare | imposta un promemoria |
  metti un promemoria | aggiungi un promemoria | crea un promemoria | fai un promemoria | segna mi | appunta mi | non farmi dimenticare
`);

/** "Ricordami di chiamare Anna domani alle 15", "ricordami domani di chiamare Anna". */
function readReminder(phrase: Phrase): NewTask[] | undefined {
  const lead = reminders.filter((text) => isWords(phrase.tokens, 0, text)).toSorted((a, b) => b.length - a.length)[0];
  if (lead === undefined) return undefined;
  const rest = trimMarks(part(phrase, lead.split(' ').length));
  if (rest.tokens.length === 0) return /^(segna|appunta|annota|scrivi)/.test(lead) ? undefined : [{}];
  const first = wordAt(rest.tokens, 0);
  // "Ricordami cosa scade oggi", "ricordami i miei task" ask.
  if (/^che devo|^che dobbiamo/.test(first + ' ' + wordAt(rest.tokens, 1)))
    return readNewTasks({ adjectives: part(phrase, 0, 0), rest: part(rest, 2), several: false, named: true });
  if (/^(cosa|che|quali|quale|quanti|quante|quando|chi|dove|perche|se|come|cos')$/.test(first)) return undefined;
  if (isOf(lexicon.il, first) && [1, 2].some((at) => nounAt({ phrase: rest, at })?.plural === true)) return undefined;
  if (/^(segna|appunta|annota|scrivi)/.test(lead) && !/^(di|che|:)$/.test(first) && rest.tokens[0]?.kind !== 'quote')
    return undefined;
  const from = ['di', "d'", 'che', 'per', 'a'].includes(first) ? 1 : 0;
  const lead_ = from === 0 ? leadingModifiers(rest) : undefined;
  const after = lead_ && lead_.end > 0 && ['di', 'che', "d'"].includes(wordAt(rest.tokens, lead_.end)) ? lead_.end + 1 : -1;
  if (lead_ && after > 0) {
    const [task] = readNewTasks({ adjectives: part(phrase, 0, 0), rest: part(rest, after), several: false, named: true });
    return [{ ...lead_.modifiers, ...task }];
  }
  return readNewTasks({ adjectives: part(phrase, 0, 0), rest: part(rest, from), several: false, named: from > 0 });
}

const lists = phrases(`
  ai miei task | alle mie attivita | alla mia lista | alla lista | alla lista dei task | alla lista delle attivita | in lista | nella lista |
  alla lista delle cose da fare | alle cose da fare | nelle cose da fare | nella mia lista | tra i task | tra le attivita | fra i task | fra le attivita | fra le cose da fare | tra le cose da fare |
  come task | come attivita | come nuovo task | come nuova attivita | come todo | come promemoria | come compito | ai task | alle attivita | ai todo | ai promemoria | ai compiti
`);
const pluralLists = phrases('come due task | come due attivita | come tre task | come task separati | come attivita separate');

/** "Aggiungi Comprare il latte alla lista", "metti Pane e Latte come due task", "aggiungi ai miei task: Pane". */
function readAsTask(phrase: Phrase): NewTask[] | undefined {
  const { tokens } = phrase;
  const verb = verbOf(wordAt(tokens, 0)) ?? '';
  if (!plain.has(verb) && !['metti', 'salva', 'segna', 'annota', 'scrivi'].includes(verb)) return undefined;
  if (['project', 'client'].includes(nounAt({ phrase, at: 1 })?.kind ?? '')) return undefined;
  const none = part(phrase, 0, 0);
  for (const text of [...pluralLists, ...lists.toSorted((a, b) => b.length - a.length)]) {
    const length = text.split(' ').length;
    if (isWords(tokens, 1, text) && tokens.length > 1 + length)
      return readNewTasks({ adjectives: none, rest: part(phrase, 1 + length), several: false });
    for (let at = 2; at <= tokens.length - length; at++) {
      if (!isWords(tokens, at, text)) continue;
      const before = part(phrase, 1, at);
      const after = trimMarks(part(phrase, at + length));
      const rest = { source: phrase.source, tokens: [...before.tokens, ...after.tokens] };
      if (textOf(before).length > 0)
        return readNewTasks({ adjectives: none, rest, several: pluralLists.includes(text), named: true });
    }
  }
  return undefined;
}

/** "Nel progetto Sito crea un task Testata", "domani ricordami di chiamare Anna": what is said before the command. */
function readLed(phrase: Phrase): Intent[] | undefined {
  for (let at = 1; at < Math.min(phrase.tokens.length - 1, 14); at++) {
    if (!/^(crea|aggiungi|inserisci|ricorda|segna|metti)$/.test(verbOf(wordAt(phrase.tokens, at)) ?? '')) continue;
    const before = trimMarks(part(phrase, 0, at));
    const { modifiers, end } = leadingModifiers(before);
    const read = end > 0 && end === before.tokens.length ? readCreate(part(phrase, at)) : undefined;
    if (read?.every(({ kind }) => kind === 'create-tasks') !== true) continue;
    return read.map((intent) =>
      intent.kind === 'create-tasks' ? { ...intent, tasks: intent.tasks.map((task) => ({ ...modifiers, ...task })) } : intent,
    );
  }
  return undefined;
}

/** "Crea nel progetto Casa un task Pane", "aggiungi al progetto Casa il task Pane": what is said between the verb and its noun. */
function readPlaced(phrase: Phrase): Intent[] | undefined {
  const { source, tokens } = phrase;
  const [verb] = tokens;
  if (!verb || !plain.has(verbOf(verb.fold) ?? '')) return undefined;
  for (let at = 3; at < Math.min(tokens.length - 1, 12); at++) {
    if (nounAt({ phrase, at: at + 1 })?.kind !== 'task' || !fillers.has(wordAt(tokens, at))) continue;
    const before = part(phrase, 1, at);
    const { modifiers, end } = leadingModifiers(before);
    if (end !== before.tokens.length) continue;
    const read = readCreate({ source, tokens: [verb, ...tokens.slice(at)] });
    return read?.map((intent) =>
      intent.kind === 'create-tasks' ? { ...intent, tasks: intent.tasks.map((task) => ({ ...modifiers, ...task })) } : intent,
    );
  }
  return undefined;
}

/** "Aggiungi Comprare il latte domani": no noun, but only a task has a date or a priority, or stands in a project. */
export function readCreateWithoutNoun(phrase: Phrase): Intent[] | undefined {
  const verb = verbOf(wordAt(phrase.tokens, 0));
  if ((verb !== 'aggiungi' && verb !== 'inserisci') || phrase.tokens.length < 2) return undefined;
  const [task] = readNewTasks({ adjectives: part(phrase, 0, 0), rest: part(phrase, 1), several: false, named: true });
  if (task?.title === undefined || (task.due === undefined && task.priority === undefined && task.place === undefined))
    return undefined;
  return [{ kind: 'create-tasks', tasks: [task] }];
}
