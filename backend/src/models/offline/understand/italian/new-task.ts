import type { TaskStatus } from '@adiuva/shared-protocol';
import type { NewTask, Place } from '../intent.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { lexicon } from './lexicon.ts';
import { type Modifiers, leadingModifiers, splitList, trailingModifiers } from './modifiers.ts';
import { readPlace } from './place.ts';
import { readPriority } from './priority.ts';

/** What announces a title; a preposition does before a verb alone ("per chiamare Anna"). */
const namers = [...lexicon.namer, ...phrases('che dica | che reciti | : | - | – | — | =')];

/** The token after the words that announce a title, or -1. */
function afterNamer({ phrase, at }: { phrase: Phrase; at: number }): number {
  const { tokens } = phrase;
  let start = at;
  while ([',', 'e', '\n', '.'].includes(wordAt(tokens, start)) && start - at < 2) start += 1;
  const verb = /(are|ere|ire|rre|arsi|ersi|irsi|r(l[oaie]|mi|ci|ne))$/.test(wordAt(tokens, start + 1));
  const length = longestAt(namers, tokens, start) || (['per', 'di'].includes(wordAt(tokens, start)) && verb ? 1 : 0);
  if (length === 0) return tokens[start]?.kind === 'quote' ? start : -1;
  let end = start + length;
  while ([':', '-', '–', '\n'].includes(wordAt(tokens, end))) end += 1;
  return end;
}

function statusOf({ tokens }: Phrase): TaskStatus | undefined {
  const words = tokens.map((token) => token.fold).join(' ');
  if (words.includes('in corso')) return 'in_progress';
  if (/\b(fatt|completat)[oa]\b/.test(words)) return 'done';
  return words.includes('da fare') ? 'todo' : undefined;
}

function adjectivesOf(phrase: Phrase): Pick<NewTask, 'priority' | 'status'> {
  const status = statusOf(phrase);
  for (let at = 0; at < phrase.tokens.length; at++) {
    const found = readPriority({ tokens: phrase.tokens, at });
    if (found) return { priority: found.priority, ...(status && { status }) };
  }
  return status ? { status } : {};
}

/** "… per Sito" at the end of a title that is not quoted: perhaps a project. */
function maybePlace(title: Phrase): NewTask['maybePlace'] {
  const { tokens } = title;
  for (let at = tokens.length - 2; at >= Math.max(1, tokens.length - 6); at--) {
    if (!/^(per|nel|nella|in|del|della|dell'|nell'|sul|sulla)$/.test(wordAt(tokens, at))) continue;
    const read = readPlace({ phrase: title, at, until: () => false });
    const titleWithout = textOf(part(title, 0, at));
    if (read?.end !== tokens.length || read.place.kind !== 'either' || titleWithout.length === 0) return undefined;
    return { name: read.place.name, titleWithout };
  }
  return undefined;
}

/** "… ogni lunedì", at the end: the title keeps it, and the answer says that tasks do not repeat. */
const repeating =
  /(\b(ogni|tutti i|tutte le|tutti gli) (giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|mattin[ae]|ser[ae]|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|sabati|domenic(a|he)|trimestr[ei])|\b(quotidianamente|settimanalmente|mensilmente|annualmente))$/;

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

/** After a quoted title only what is understood may stand: "in Sito" is then a place. */
function quotedTitle({ rest, modifiers }: { rest: Phrase; modifiers: Modifiers }): NewTask {
  let start = 1;
  while (['come', 'un', 'task', 'attivita', ',', 'e'].includes(wordAt(rest.tokens, start))) start += 1;
  const title = textOf(part(rest, 0, 1));
  if (start >= rest.tokens.length) return { ...modifiers, title };
  const place = readPlace({ phrase: rest, at: start, until: () => false });
  if (place?.end === rest.tokens.length && modifiers.place === undefined) return { ...modifiers, title, place: place.place };
  return { ...modifiers, title: textOf(rest) };
}

/** Several titles; what was said after the last alone is said of all. */
function readSeveral(phrase: Phrase): NewTask[] {
  const bullets = phrase.tokens.some((token) => token.fold === '\n');
  const tasks = (bullets ? splitLines(phrase) : splitList(phrase)).map(readTitled).filter((task) => task.title !== undefined);
  const last = tasks.at(-1);
  if (last === undefined || tasks.length < 2) return tasks;
  const { title: _title, maybePlace: _maybe, ...shared } = last;
  const alone = tasks.slice(0, -1).every((task) => Object.keys(task).every((key) => key === 'title' || key === 'maybePlace'));
  return (alone && !bullets ? tasks.map((task) => ({ ...task, ...shared })) : tasks).map(
    ({ maybePlace: _perhaps, ...task }) => task,
  );
}

/** One part a line, without bullets and numbers: "1. Comprare il latte", "- Pane". */
function splitLines(phrase: Phrase): Phrase[] {
  const lines: Phrase[] = [];
  let from = 0;
  for (let at = 0; at <= phrase.tokens.length; at++) {
    if (at < phrase.tokens.length && wordAt(phrase.tokens, at) !== '\n') continue;
    let start = from;
    const bullet = (index: number): boolean => {
      const word = wordAt(phrase.tokens, index);
      return /^[-–—•*·+.)([\]]$/.test(word) || (/^\d{1,2}$/.test(word) && /^[.)]$/.test(wordAt(phrase.tokens, index + 1)));
    };
    while (start < at && bullet(start)) start += 1;
    lines.push(trimMarks(part(phrase, start, at)));
    from = at + 1;
  }
  return lines.filter(({ tokens }) => tokens.length > 0);
}

/**
 * What follows "crea un task": what is said of it, what announces its title, its title, what is said after it.
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
  const lead = named ? { modifiers: {}, end: 0 } : leadingModifiers(rest);
  const namer = named ? 0 : afterNamer({ phrase: rest, at: lead.end });
  const direct = named ? 0 : afterNamer({ phrase: rest, at: 0 });
  let titles = rest;
  let said: Modifiers = {};
  const early = lead.end === 0 && direct < 0 ? leadingPlace(rest) : undefined;
  if (direct >= 0 && (lead.end === 0 || namer < 0)) titles = part(rest, direct);
  else if (early) {
    titles = part(rest, early.title);
    said = { place: early.place };
  } else if (namer >= 0 || lead.end >= rest.tokens.length) {
    titles = part(rest, namer >= 0 ? namer : rest.tokens.length);
    said = lead.modifiers;
  }
  titles = trimMarks(titles);
  if (titles.tokens.length === 0) return [{ ...before, ...said }];
  const only = direct >= 0 || namer >= 0 ? undefined : onlyPlace(titles);
  if (only) return [{ ...before, ...said, place: only }];
  const tasks = several ? readSeveral(titles) : [readTitled(titles)];
  return tasks.map((task) => ({ ...before, ...said, ...task }));
}

/** "… per il sito: Grafica", "… in Sito chiamato Grafica": a place that the title follows. */
function leadingPlace(rest: Phrase): { place: Place; title: number } | undefined {
  const read = readPlace({ phrase: rest, at: 0, until: () => false });
  const title = read ? afterNamer({ phrase: rest, at: read.end }) : -1;
  return read && title > read.end ? { place: read.place, title } : undefined;
}

/** "Crea un task per il sito" says where, not what. */
function onlyPlace(titles: Phrase): Place | undefined {
  if (titles.tokens.length > 5 || !/^(per|in|nel|nella|nell'|su|sul|sulla|sotto|del|della|dell')$/.test(wordAt(titles.tokens, 0)))
    return undefined;
  const read = readPlace({ phrase: titles, at: 0, until: () => false });
  return read?.end === titles.tokens.length ? read.place : undefined;
}
