import { phrases } from './phrases.ts';
import type { TaskStatus } from '@adiuva/shared-protocol';
import type { NewTask, Place } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { isWords, wordAt } from './date-reader.ts';
import { type Modifiers, leadingModifiers, splitList, trailingModifiers } from './modifiers.ts';
import { readPlace } from './place.ts';
import { readPriority } from './priority.ts';

/** What announces a title; the longest first. */
const namers = phrases(`
  with the title of | its title is | its name is | it is called | it's called | call it | with the title | with title | with the name | with name | whose title is | the title is |
  that is called | that's called | which is called | that says | which says | that reads | titled | entitled |
  called | named | labelled | labeled | saying | title : | title | for me to | to | that | about | : | - | – | — |
  =
`);

/** The token after the words that announce a title, or -1. */
function afterNamer({ phrase, at }: { phrase: Phrase; at: number }): number {
  const { tokens } = phrase;
  let start = at;
  while ([',', 'and', '\n', '.'].includes(wordAt(tokens, start)) && start - at < 2) start += 1;
  const namer = namers.find((text) => isWords(tokens, start, text));
  if (namer === undefined) return tokens[start]?.kind === 'quote' ? start : -1;
  let end = start + namer.split(' ').length;
  while ([':', '-', '–', '\n'].includes(wordAt(tokens, end))) end += 1;
  return end;
}

function statusOf({ tokens }: Phrase): TaskStatus | undefined {
  const words = tokens.map((token) => token.fold).join(' ');
  if (words.includes('in progress')) return 'in_progress';
  if (words.includes('done') || words.includes('completed')) return 'done';
  return words.includes('todo') ? 'todo' : undefined;
}

function adjectivesOf(phrase: Phrase): Pick<NewTask, 'priority' | 'status'> {
  const status = statusOf(phrase);
  for (let at = 0; at < phrase.tokens.length; at++) {
    const found = readPriority({ tokens: phrase.tokens, at });
    if (found) return { priority: found.priority, ...(status && { status }) };
  }
  return status ? { status } : {};
}

/** "… for Website" at the end of a title that is not quoted: perhaps a project. */
function maybePlace(title: Phrase): NewTask['maybePlace'] {
  const { tokens } = title;
  for (let at = tokens.length - 2; at >= Math.max(1, tokens.length - 6); at--) {
    if (!['for', 'in', 'under'].includes(wordAt(tokens, at))) continue;
    const read = readPlace({ phrase: title, at, until: () => false });
    const titleWithout = textOf(part(title, 0, at));
    if (read?.end !== tokens.length || read.place.kind !== 'either' || titleWithout.length === 0) return undefined;
    return { name: read.place.name, titleWithout };
  }
  return undefined;
}

/** "… every Monday", at the end: the title keeps it, and the answer says that tasks do not repeat. */
const repeating =
  /(\b(every|each) (other )?(day|week|month|year|morning|evening|weekday|workday|quarter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\b(daily|weekly|monthly|yearly))$/;

/** One title with what was said after it. A quoted title is literal, whatever stands between its marks. */
function readTitled(phrase: Phrase): NewTask {
  const trimmed = trimMarks(phrase);
  const quoted = trimmed.tokens[0]?.kind === 'quote';
  const { rest, modifiers } = trailingModifiers({ phrase: trimmed, keep: 1 });
  if (quoted && rest.tokens.length === 1) return { ...modifiers, title: textOf(rest) };
  if (quoted) return quotedTitle({ rest, modifiers });
  const title = textOf(rest);
  const maybe = modifiers.place === undefined ? maybePlace(rest) : undefined;
  const repeats = repeating.test(rest.tokens.map((token) => token.fold).join(' '));
  return {
    ...modifiers,
    ...(title.length > 0 && { title }),
    ...(maybe && { maybePlace: maybe }),
    ...(repeats && { repeats: true }),
  };
}

/** After a quoted title only what is understood may stand: "in Website" is then a place. */
function quotedTitle({ rest, modifiers }: { rest: Phrase; modifiers: Modifiers }): NewTask {
  let start = 1;
  while (['as', 'a', 'task', ',', 'and'].includes(wordAt(rest.tokens, start))) start += 1;
  const title = textOf(part(rest, 0, 1));
  if (start >= rest.tokens.length) return { ...modifiers, title };
  const place = readPlace({ phrase: rest, at: start, until: () => false });
  if (place?.end === rest.tokens.length && modifiers.place === undefined) return { ...modifiers, title, place: place.place };
  return { ...modifiers, title: textOf(rest) };
}

/** Several titles; what was said after the last alone is said of all. */
function readSeveral(phrase: Phrase): NewTask[] {
  const bullets = phrase.tokens.some((token) => token.fold === '\n');
  const parts = bullets ? splitLines(phrase) : splitList(phrase);
  const tasks = parts.map(readTitled).filter((task) => task.title !== undefined);
  const last = tasks.at(-1);
  if (last === undefined || tasks.length < 2) return tasks;
  const { title: _title, maybePlace: _maybe, ...shared } = last;
  const alone = tasks.slice(0, -1).every((task) => Object.keys(task).every((key) => key === 'title' || key === 'maybePlace'));
  // A line of a list of its own says what it says of itself.
  return (alone && !bullets ? tasks.map((task) => ({ ...task, ...shared })) : tasks).map(
    ({ maybePlace: _perhaps, ...task }) => task,
  );
}

/** One part a line, without bullets and numbers: "1. Buy milk", "- Buy bread", "[ ] Buy eggs". */
function splitLines(phrase: Phrase): Phrase[] {
  const lines: Phrase[] = [];
  let from = 0;
  for (let at = 0; at <= phrase.tokens.length; at++) {
    if (at < phrase.tokens.length && wordAt(phrase.tokens, at) !== '\n') continue;
    let start = from;
    while (
      start < at &&
      /^([-–—•*·+.)([\]]|\d{1,2})$/.test(wordAt(phrase.tokens, start)) &&
      !(/^\d/.test(wordAt(phrase.tokens, start)) && !/^[.)]$/.test(wordAt(phrase.tokens, start + 1)))
    )
      start += 1;
    lines.push(trimMarks(part(phrase, start, at)));
    from = at + 1;
  }
  return lines.filter(({ tokens }) => tokens.length > 0);
}

const lists = /^((?:to|on|in|onto|for) (?:my|the) (?:(?:to do|todo|task) )?list)( |$)/;

/** "A task on my to-do list called …", "… to my list": every task is on it. */
function withoutList(rest: Phrase): Phrase {
  for (const at of [0, ...[6, 5, 4, 3].map((back) => rest.tokens.length - back)]) {
    if (at < 0) continue;
    const words = rest.tokens
      .slice(at)
      .map((token) => token.fold)
      .join(' ');
    const found = lists.exec(words)?.[1];
    const length = found?.split(' ').length ?? 0;
    if (length > 0 && (at === 0 || at + length === rest.tokens.length)) {
      return { source: rest.source, tokens: [...rest.tokens.slice(0, at), ...rest.tokens.slice(at + length)] };
    }
  }
  return rest;
}

/**
 * Reads what follows "create a task": what is said of it, what announces its title, its title, what is said after it.
 * `several`: the noun was a plural. `named`: the title begins at once. No title: the answer has none.
 */
export function readNewTasks({
  adjectives,
  rest,
  several,
  named = false,
}: {
  adjectives: Phrase;
  rest: Phrase;
  several: boolean;
  named?: boolean;
}): NewTask[] {
  const before = adjectivesOf(adjectives);
  rest = withoutList(rest);
  const lead = named ? { modifiers: {}, end: 0 } : leadingModifiers(rest);
  const namer = named ? 0 : afterNamer({ phrase: rest, at: lead.end });
  const direct = named ? 0 : afterNamer({ phrase: rest, at: 0 });
  let titles: Phrase;
  let said: Modifiers = {};
  const early = lead.end === 0 && direct < 0 ? leadingPlace(rest) : undefined;
  if (direct >= 0 && (lead.end === 0 || namer < 0)) titles = part(rest, direct);
  else if (early) {
    titles = part(rest, early.title);
    said = { place: early.place };
  } else if (namer >= 0 || lead.end >= rest.tokens.length) {
    titles = part(rest, namer >= 0 ? namer : rest.tokens.length);
    said = lead.modifiers;
  } else titles = rest;
  titles = trimMarks(titles);
  if (wordAt(titles.tokens, 0) === 'for' && wordAt(titles.tokens, 1).endsWith('ing')) titles = part(titles, 1);
  if (titles.tokens.length === 0 || isOnlyPlace({ titles, announced: direct >= 0 || namer >= 0 })) {
    const place = titles.tokens.length === 0 ? undefined : readPlace({ phrase: titles, at: 0, until: () => false })?.place;
    return [{ ...before, ...said, ...(place && { place }) }];
  }
  const tasks = several ? readSeveral(titles) : [readTitled(titles)];
  return tasks.map((task) => ({ ...before, ...said, ...task }));
}

/** "… for the website: Design", "… in Website called Design": a place that the title follows. */
function leadingPlace(rest: Phrase): { place: Place; title: number } | undefined {
  const read = readPlace({ phrase: rest, at: 0, until: () => false });
  if (!read || ![':', 'called', 'named', 'titled'].includes(wordAt(rest.tokens, read.end))) return undefined;
  return { place: read.place, title: afterNamer({ phrase: rest, at: read.end }) };
}

/** "Create a task for the website" says where, not what. */
function isOnlyPlace({ titles, announced }: { titles: Phrase; announced: boolean }): boolean {
  if (announced || !['for', 'in', 'under', 'on'].includes(wordAt(titles.tokens, 0))) return false;
  return readPlace({ phrase: titles, at: 0, until: () => false })?.end === titles.tokens.length && titles.tokens.length <= 5;
}
