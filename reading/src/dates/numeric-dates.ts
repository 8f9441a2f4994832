import { dayOf, isValid } from './civil-day.ts';
import { chooseYear, fullYear } from './choose-year.ts';
import { type DateMatch, type Scan, take, tokenFrom, wordAt } from './scan.ts';

const yearFirst = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[./-]\d)/y;
const compact = /((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d])/y;
const withYear = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d]|[./-]\d|[:%])/y;
const dotted = /(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?![\d]|[.,]\d)/y;
const slashed = /(\d{1,2})\/(\d{1,2})(?![\d/%]|[.,]\d)/y;
const shortDotted = /(\d{1,2})\.(\d{1,2})(\.)?(?!\d|[.,:]\d|\s?[%€$£])/y;
const yearMonth = /((?:19|20)\d{2})-(0[1-9]|1[0-2])(?![\d-])|(0?[1-9]|1[0-2])\/((?:19|20)\d{2})(?![\d/])/y;

/** Dates in figures. The order of day and month is the language's, unless only the other is possible. */
export function numericDate(scan: Scan, index: number): DateMatch | null {
  const token = scan.tokens[index];
  if (!token || !/^\d/.test(token.word) || /[\w.,/$€£#@:+-]/.test(leftLetter(scan, token.start))) return null;
  const at = token.start;
  const found = (end: number, day: number, more: Partial<DateMatch> = {}): DateMatch => ({
    next: tokenFrom(scan, index, end),
    day,
    grain: 'day',
    ...more,
  });
  const run = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(scan.text);
  };
  const iso = run(yearFirst) ?? run(compact);
  if (iso) {
    const [year, month, day] =
      iso.length === 5 ? [Number(iso[1]), Number(iso[3]), Number(iso[4])] : [Number(iso[1]), Number(iso[2]), Number(iso[3])];
    if (isValid({ year, month, day })) return found(at + iso[0].length, dayOf({ year, month, day }));
    return null;
  }
  if (isVersion(scan, index)) return null;
  const full = run(withYear);
  const spaced = full ? null : run(dotted);
  const parts = full
    ? [Number(full[1]), Number(full[3]), full[4] as string]
    : spaced
      ? [Number(spaced[1]), Number(spaced[2]), spaced[3] as string]
      : null;
  if (parts) {
    const year = fullYear(parts[2] as string);
    const date = ordered(scan, { first: parts[0] as number, second: parts[1] as number, year, dotted: !full || full[2] === '.' });
    return date === null ? null : found(at + ((full ?? spaced) as RegExpExecArray)[0].length, date);
  }
  const months = run(yearMonth);
  if (months) {
    const year = Number(months[1] ?? months[4]);
    const month = Number(months[2] ?? months[3]);
    const first = dayOf({ year, month, day: 1 });
    return found(at + months[0].length, first, {
      grain: 'month',
      lastDay: dayOf({ year: month === 12 ? year + 1 : year, month: month === 12 ? 1 : month + 1, day: 1 }) - 1,
    });
  }
  return shortDate({ scan, index, run, found });
}

type ShortInput = {
  scan: Scan;
  index: number;
  run: (pattern: RegExp) => RegExpExecArray | null;
  found: (end: number, day: number, more?: Partial<DateMatch>) => DateMatch;
};

/** Day and month without a year: a fraction looks the same, so small ones need a word for a date before them. */
function shortDate({ scan, index, run, found }: ShortInput): DateMatch | null {
  const start = scan.tokens[index]?.start ?? 0;
  const led = leadsToDate(scan, index);
  const slash = run(slashed);
  if (slash) {
    const [first, second] = [Number(slash[1]), Number(slash[2])];
    if (!led && (/^(?:24\/7|50\/50|1\/[234]|2\/3|3\/4|9\/11)$/.test(slash[0]) || first === 0)) return null;
    const day = ordered(scan, { first, second, year: null, dotted: false });
    return day === null ? null : found(start + slash[0].length, day, { openYear: true });
  }
  if (scan.language === 'en') return null;
  const dots = run(shortDotted);
  if (!dots || !(dots[3] || (led && (dots[2] as string).length === 2))) return null;
  const [first, second] = [Number(dots[1]), Number(dots[2])];
  if (
    second > 12 ||
    second < 1 ||
    first < 1 ||
    (dots[3] && !led && second < 10 && (dots[2] as string).length === 1 && scan.language !== 'de')
  )
    return null;
  const day = chooseYear({ scan, month: second, day: first });
  return day === null
    ? null
    : found(start + dots[0].length - (dots[3] && scan.text[start + dots[0].length] === undefined ? 1 : 0), day, {
        openYear: true,
      });
}

function ordered(
  scan: Scan,
  { first, second, year, dotted: dots }: { first: number; second: number; year: number | null; dotted: boolean },
): number | null {
  const monthFirst = scan.monthFirst && !dots;
  const tries = monthFirst
    ? [
        [first, second],
        [second, first],
      ]
    : [
        [second, first],
        [first, second],
      ];
  for (const [month, day] of tries as [number, number][]) {
    if (year !== null) {
      if (isValid({ year, month, day })) return dayOf({ year, month, day });
    } else {
      const chosen = chooseYear({ scan, month, day });
      if (chosen !== null) return chosen;
    }
  }
  return null;
}

function leadsToDate(scan: Scan, index: number): boolean {
  for (let back = 1; back <= 3; back++) {
    const before = index - back;
    if (before < 0) return false;
    const hit = take(scan, before, 'on', 'from', 'weekday', 'weekdayShort', 'since', 'to', 'between');
    if (hit && hit.next >= index - 1 && wordAt(scan, before).length > 1) return true;
  }
  return false;
}

function leftLetter(scan: Scan, start: number): string {
  const letter = scan.text[start - 1] ?? ' ';
  // A bracket or a dash with a space before it opens a date; a dash inside a number does not.
  if (letter === '-' && /[\s(]/.test(scan.text[start - 2] ?? ' ')) return ' ';
  return letter === ':' || letter === ',' ? (/[\d]/.test(scan.text[start - 2] ?? ' ') ? letter : ' ') : letter;
}

function isVersion(scan: Scan, index: number): boolean {
  return (
    /^(?:v|ver|version|versions|release|versione|versao|versie|wersja|версия|build|rev|revision|ip|section|chapter|art|par)$/.test(
      wordAt(scan, index - 1),
    ) || /^(?:v|version|release|section)$/.test(wordAt(scan, index - 2) + (wordAt(scan, index - 1) === '.' ? '' : '#'))
  );
}
