import { isoDay } from './civil-day.ts';
import { rangeAt, type Placed } from './date-ranges.ts';
import { languageOf } from './guess-language.ts';
import { type Language, languages } from './language-words.ts';
import { type DateToken, type Scan, scanText } from './scan.ts';
import { instantOf, knownZone, offsetText, wallTimeOf, zoneOffset } from './zone-time.ts';

/**
 * A date in a text. `iso` is a day (`2026-05-04`), or with a time the wall time and its offset; of a period it is the first day,
 * and `iso_end` the last. `start` and `end` are UTF-16 units.
 */
export type FoundDate = { text: string; iso: string; start: number; end: number; iso_end?: string };

export type DateOptions = { text: string; referenceTime: number; zone?: string | undefined; language?: string | undefined };

/** Longer texts are searched up to here; a worker's two seconds are enough for that. */
const maximumLength = 400_000;
const maximumDates = 5000;
const shortText = 40;

/** Finds the dates and times of a text and resolves them against a reference instant (milliseconds) and its zone. */
export function findDates({ text, referenceTime, zone, language }: DateOptions): FoundDate[] {
  const known = knownZone(zone);
  const reference = wallTimeOf(referenceTime, known);
  const search = (tongue: Language): FoundDate[] => {
    const monthFirst =
      tongue === 'en' && !/^(?:Europe|Australia|Africa|Pacific\/Auckland)/.test(known) && !/^en-(?!us)/i.test(language ?? '');
    return findIn({
      scan: scanText({ text: text.slice(0, maximumLength), reference, language: tongue, monthFirst }),
      zone: known,
    });
  };
  const guessed = languageOf({ text, hint: language });
  const found = search(guessed);
  if (found.length > 0 || language !== undefined || text.length > shortText) return found;
  // A scrap like "2 okt" does not tell its language: the first one that reads nearly all of it as a date is believed.
  for (const other of languages) {
    const dates = other === guessed ? [] : search(other);
    if (dates.reduce((sum, date) => sum + date.end - date.start, 0) >= text.trim().length * 0.6) return dates;
  }
  return [];
}

function findIn({ scan, zone }: { scan: Scan; zone: string }): FoundDate[] {
  const found: FoundDate[] = [];
  let index = 0;
  while (index < scan.tokens.length && found.length < maximumDates) {
    const matches = mayStart(scan.tokens[index] as DateToken) ? rangeAt(scan, index) : [];
    if (matches.length === 0) {
      index++;
      continue;
    }
    for (const match of matches) found.push(present({ scan, match, zone }));
    index = Math.max(index + 1, (matches.at(-1) as Placed).next);
  }
  return found;
}

/** The language whose rules apply to a text. */
export function dateLanguage({ text, language }: { text: string; language?: string | undefined }): Language {
  return languageOf({ text, hint: language });
}

function mayStart(token: DateToken): boolean {
  return (
    token.senses.length > 0 ||
    /^\d/.test(token.word) ||
    /^(?:eod|cob|eow|eom|eoy|eob|eoq|close|half|quarter|year|month|week|a|q|c|т)$/.test(token.word)
  );
}

function present({ scan, match, zone }: { scan: Scan; match: Placed; zone: string }): FoundDate {
  let { first } = match;
  const opening = scan.tokens[first] as DateToken;
  // A preposition or article that a rule read over is no part of the date's text.
  if (
    match.next - first > 1 &&
    opening.senses.some(({ sense, next }) => (sense === 'at' || sense === 'of' || sense === 'on') && next === first + 1) &&
    !opening.senses.some(
      ({ sense }) =>
        sense === 'next' ||
        sense === 'number' ||
        sense === 'days' ||
        sense === 'tonight' ||
        sense === 'ahead' ||
        sense === 'agoBefore' ||
        sense === 'within',
    ) &&
    !/^\d/.test(opening.word)
  )
    first++;
  while (first < match.next - 1 && !/[\p{L}\d]/u.test((scan.tokens[first] as DateToken).word)) first++;
  const start = (scan.tokens[first] as DateToken).start;
  const end = (scan.tokens[match.next - 1] as DateToken).end;
  const text = scan.text.slice(start, end);
  if (match.minutes === undefined) {
    const day = match.day as number;
    return {
      text,
      iso: isoDay(day),
      start,
      end,
      ...(match.lastDay !== undefined && match.lastDay !== day ? { iso_end: isoDay(match.lastDay) } : {}),
    };
  }
  const { day: today, minutes: now } = scan.reference;
  const day = (match.day ?? (match.minutes >= now ? today : today + 1)) + Math.floor(match.minutes / 1440);
  const minutes = match.minutes % 1440;
  const offset = match.offset ?? zoneOffset(instantOf({ day, minutes }, zone), zone);
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
  return { text, iso: `${isoDay(day)}T${clock}${offsetText(offset)}`, start, end };
}
