import { civilOf, dayOf, isValid, monthLength, nthWeekday, weekdayOf } from './civil-day.ts';
import { chooseYear, fullYear, isAfterSince } from './choose-year.ts';
import { type DateMatch, isJoined, readNumber, readOrdinal, type Scan, skip, take, wordAt } from './scan.ts';

/** A month's name; a short one must stand beside a figure, which the caller checks by `short`. */
export function readMonth(scan: Scan, index: number): { month: number; next: number; short: boolean } | null {
  const long = take(scan, index, 'month');
  if (long) return { month: Number(long.value), next: long.next, short: false };
  const short = take(scan, index, 'monthShort');
  if (!short) return null;
  const dot = wordAt(scan, short.next) === '.' && isJoined(scan, short.next) ? short.next + 1 : short.next;
  return { month: Number(short.value), next: dot, short: true };
}

export function readYear(
  scan: Scan,
  index: number,
  { short = false }: { short?: boolean } = {},
): { year: number; next: number } | null {
  let at = index;
  if (wordAt(scan, at) === ',') at++;
  at = skip(scan, at, 'of');
  const word = wordAt(scan, at);
  if (/^(?:19|20)\d{2}$/.test(word) && !(isJoined(scan, at + 1) && /^[:%]$/.test(wordAt(scan, at + 1)))) {
    const suffix = /^(?:г|года|году|r|roku|года)$/.test(wordAt(scan, at + 1))
      ? wordAt(scan, at + 2) === '.' && wordAt(scan, at + 1).length === 1
        ? 3
        : 2
      : 1;
    return { year: Number(word), next: at + suffix };
  }
  if (/^['’]$/.test(word) && /^\d{2}$/.test(wordAt(scan, at + 1)) && isJoined(scan, at + 1))
    return { year: fullYear(wordAt(scan, at + 1)), next: at + 2 };
  if (short && at === index && /^\d{2}$/.test(word) && !/^[:.,]$/.test(isJoined(scan, at + 1) ? wordAt(scan, at + 1) : ''))
    return { year: fullYear(word), next: at + 1 };
  return null;
}

/** "5 May", "the 5th of May 2020", "11-Apr-2011", and "May 5", "May 5th, 2020"; `weekday` picks the year when none is given. */
export function monthDate(scan: Scan, index: number, weekday?: number): DateMatch | null {
  return dayThenMonth(scan, index, weekday) ?? monthThenDay(scan, index, weekday);
}

function dayThenMonth(scan: Scan, index: number, weekday: number | undefined): DateMatch | null {
  const start = skip(scan, index, 'of');
  const number = readOrdinal(scan, start) ?? wordNumber(scan, start);
  if (!number || number.value < 1 || number.value > 31 || /[$€£#.]/.test(scan.text[(scan.tokens[start]?.start ?? 0) - 1] ?? ''))
    return null;
  let at = number.next;
  let dashed = false;
  if (/^[-/.]$/.test(wordAt(scan, at)) && isJoined(scan, at)) {
    dashed = wordAt(scan, at) !== '.';
    at++;
  }
  const afterDay = take(scan, at, 'unit');
  if (afterDay?.value === 'day' && scan.language === 'it') return null;
  const beforeOf = at;
  at = skip(scan, at, 'of');
  const linked = at > beforeOf;
  const month = readMonth(scan, at);
  const modified = month ? null : modifiedMonth(scan, at, linked);
  if (modified)
    return {
      next: modified.next,
      day:
        Math.min(
          dayOf({ ...modified, day: 1 }) + number.value,
          dayOf({ ...modified, day: monthLength(modified.year, modified.month) }) + 1,
        ) - 1,
      grain: 'day',
    };
  if (!month || isModal(scan, at, number.sure)) return null;
  at = month.next;
  if (dashed && /^[-/]$/.test(wordAt(scan, at)) && /^\d{2,4}$/.test(wordAt(scan, at + 1))) {
    const year = fullYear(wordAt(scan, at + 1));
    return dated({ scan, month: month.month, day: number.value, year, next: at + 2, weekday });
  }
  const year = readYear(scan, at, { short: true });
  return dated({
    scan,
    month: month.month,
    day: number.value,
    year: year?.year ?? null,
    next: year?.next ?? at,
    weekday,
    past: isAfterSince(scan, index),
  });
}

function monthThenDay(scan: Scan, index: number, weekday: number | undefined): DateMatch | null {
  const month = readMonth(scan, index);
  if (!month) return null;
  let at = month.next;
  if (/^[-/]$/.test(wordAt(scan, at)) && isJoined(scan, at)) at++;
  if (wordAt(scan, at) === ',' && scan.language === 'en') at++;
  at = scan.language === 'en' && /^(?:the)$/.test(wordAt(scan, at)) ? at + 1 : at;
  const day = readOrdinal(scan, at) ?? (scan.language === 'en' ? wordNumber(scan, at) : null);
  if (!day || day.value < 1 || day.value > 31 || (wordAt(scan, at).length > 2 && /^\d+$/.test(wordAt(scan, at)))) return null;
  if (scan.language !== 'en' && !day.sure && !/^\d+$/.test(wordAt(scan, at))) return null;
  // "March 10:30" and "May 5%" are something else.
  if (isJoined(scan, day.next) && /^[:%]$/.test(wordAt(scan, day.next)) && /^\d/.test(wordAt(scan, day.next + 1))) return null;
  if (scan.language !== 'en' && take(scan, day.next, 'clock')) return null;
  const year = readYear(scan, day.next);
  const dashed =
    !year && /^[-/]$/.test(wordAt(scan, day.next)) && /^(?:19|20)\d{2}$/.test(wordAt(scan, day.next + 1))
      ? { year: Number(wordAt(scan, day.next + 1)), next: day.next + 2 }
      : null;
  return dated({
    scan,
    month: month.month,
    day: day.value,
    year: (year ?? dashed)?.year ?? null,
    next: (year ?? dashed)?.next ?? day.next,
    weekday,
    past: isAfterSince(scan, index),
  });
}

/** "the 5th of this month", "il 15 del mese prossimo". */
function modifiedMonth(scan: Scan, index: number, linked: boolean): { year: number; month: number; next: number } | null {
  const before = take(scan, index, 'this', 'next', 'last');
  const unit = take(scan, before?.next ?? index, 'unit');
  if (unit?.value !== 'month') return null;
  const after = before ?? take(scan, unit.next, 'this', 'next', 'last');
  // "3 months" is a length; only "the 3rd of the month" or a modified month is a date.
  if (!after && !linked) return null;
  const shift = after?.sense === 'next' ? 1 : after?.sense === 'last' ? -1 : 0;
  const { year, month } = civilOf(scan.reference.day);
  const count = year * 12 + month - 1 + shift;
  return { year: Math.floor(count / 12), month: (count % 12) + 1, next: before ? unit.next : (after?.next ?? unit.next) };
}

function wordNumber(scan: Scan, index: number): { value: number; next: number; sure: boolean } | null {
  const number = readNumber(scan, index);
  return number && Number.isInteger(number.value) && number.value > 1
    ? { value: number.value, next: number.next, sure: false }
    : null;
}

type Dated = {
  scan: Scan;
  month: number;
  day: number;
  year: number | null;
  next: number;
  weekday: number | undefined;
  past?: boolean;
};

function dated({ scan, month, day, year, next, weekday, past = false }: Dated): DateMatch | null {
  if (year !== null) return isValid({ year, month, day }) ? { next, day: dayOf({ year, month, day }), grain: 'day' } : null;
  const chosen = chooseYear({ scan, month, day, weekday, past });
  return chosen === null ? null : { next, day: chosen, grain: 'day', openYear: true };
}

/** "3 may be late": the modal, not the month. */
function isModal(scan: Scan, index: number, sure: boolean): boolean {
  if (scan.language !== 'en' || wordAt(scan, index) !== 'may' || sure) return false;
  const raw = scan.tokens[index]?.raw ?? '';
  return raw === 'may' && /^(?:be|have|not|also|need|want|take|come|go|get|require|do|well|still)$/.test(wordAt(scan, index + 1));
}

/** A month alone or with its year: "March 2020", "in June", "giugno prossimo". */
export function monthPeriod(scan: Scan, index: number): DateMatch | null {
  const modifier = take(scan, index, 'next', 'last', 'this');
  const start = modifier?.next ?? index;
  const month = readMonth(scan, start);
  if (!month) return null;
  // "this may help" and "last march to the sea" are verbs and nouns.
  if (modifier && scan.language === 'en' && /^(?:may|march)$/.test(scan.tokens[start]?.raw ?? '')) return null;
  const year = readYear(scan, month.next) ?? dashedYear(scan, month.next);
  const after = !modifier && !year ? take(scan, month.next, 'next', 'last') : null;
  const shift = modifier ?? after;
  if (!year && !shift && !standsAlone(scan, { start, short: month.short, next: month.next })) return null;
  const { year: now, month: current } = civilOf(scan.reference.day);
  let chosen = year?.year ?? (month.month < current ? now + 1 : now);
  if (shift?.sense === 'last') chosen = month.month < current ? now : now - 1;
  else if (shift?.sense === 'next' && month.month <= current) chosen = now + 1;
  else if (shift?.sense === 'this') chosen = now;
  else if (!year && isAfterSince(scan, index)) chosen = month.month <= current ? now : now - 1;
  const first = dayOf({ year: chosen, month: month.month, day: 1 });
  return {
    next: year?.next ?? after?.next ?? month.next,
    day: first,
    lastDay: first + monthLength(chosen, month.month) - 1,
    grain: 'month',
    openYear: !year,
  };
}

function dashedYear(scan: Scan, index: number): { year: number; next: number } | null {
  return /^[-/]$/.test(wordAt(scan, index)) && isJoined(scan, index) && /^(?:19|20)\d{2}$/.test(wordAt(scan, index + 1))
    ? { year: Number(wordAt(scan, index + 1)), next: index + 2 }
    : null;
}

/** A month's name by itself is a date only where nothing else is meant: "may", "march" and short forms need a word before them. */
function standsAlone(scan: Scan, { start, short, next }: { start: number; short: boolean; next: number }): boolean {
  const before = wordAt(scan, start - 1);
  const led =
    /^(?:in|of|by|until|since|from|during|for|this|late|early|mid|before|after|through|till|en|de|del|di|a|ad|in|im|em|w|we|в|до|с|i|au|à|bis|seit|ab|entro|per|para|pour|od|do|von|tot|van)$/.test(
      before,
    );
  const raw = scan.tokens[start]?.raw ?? '';
  if (short) return led && /^\p{Lu}/u.test(raw) && scan.language === 'en' && raw.length > 2;
  if (scan.language !== 'en') return (led || !/^(?:mar|set|ago|mai|maj|mei|май)$/.test(raw)) && !/^\d/.test(wordAt(scan, next));
  if (!/^\p{Lu}/u.test(raw)) return led && !/^(?:may|march)$/.test(raw);
  return !/^(?:May|March|August)$/.test(raw) || led;
}

/** "first Monday of March", "last Friday of the month", "third week of October". */
export function nthOfMonth(scan: Scan, index: number): DateMatch | null {
  let at = skip(scan, index, 'of', 'on');
  const ordinal = readOrdinal(scan, at);
  const isLast = !ordinal && (take(scan, at, 'last') ?? take(scan, at, 'ordinal'));
  if (!ordinal && !isLast) return null;
  const nth = ordinal ? ordinal.value : -1;
  at = (ordinal ?? (isLast as { next: number })).next;
  const weekday = take(scan, at, 'weekday');
  const unit = weekday ? null : take(scan, at, 'unit');
  if ((!weekday && unit?.value !== 'week' && unit?.value !== 'day') || (nth > 5 && !(unit?.value === 'day'))) return null;
  at = weekday?.next ?? unit?.next ?? at;
  const afterOf = skip(scan, skip(scan, at, 'of'), 'of');
  if (afterOf === at && scan.language !== 'pl' && scan.language !== 'ru') return null;
  const period = boundedMonth(scan, afterOf);
  if (!period) return null;
  const { year, month } = period;
  if (weekday) {
    const day = nthWeekday({ year, month, weekday: Number(weekday.value), nth });
    return day === null ? null : { next: period.next, day, grain: 'day' };
  }
  const first = dayOf({ year, month, day: 1 });
  const length = monthLength(year, month);
  if (unit?.value === 'day') return { next: period.next, day: nth > 0 ? first + nth - 1 : first + length + nth, grain: 'day' };
  const monday =
    nth > 0
      ? first - weekdayOf(first) + (nth - 1) * 7 + (weekdayOf(first) > 3 ? 7 : 0)
      : first + length - 1 - weekdayOf(first + length - 1);
  return { next: period.next, day: monday, lastDay: monday + 6, grain: 'week' };
}

function boundedMonth(scan: Scan, index: number): { year: number; month: number; next: number } | null {
  const named = readMonth(scan, index);
  const { year: now, month: current } = civilOf(scan.reference.day);
  if (named) {
    const year = readYear(scan, named.next);
    return { year: year?.year ?? (named.month < current ? now + 1 : now), month: named.month, next: year?.next ?? named.next };
  }
  return modifiedMonth(scan, index, true);
}
