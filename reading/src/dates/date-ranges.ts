import { addMonths, civilOf, dayOf, isValid, weekdayOf } from './civil-day.ts';
import { dateTimeAt, dayAt } from './date-at.ts';
import { readMonth } from './month-dates.ts';
import { type DateMatch, isJoined, readNumber, readOrdinal, type Scan, skip, take, wordAt } from './scan.ts';
import { timeOfDay } from './time-rules.ts';

/** A match with the tokens it covers. */
export type Placed = DateMatch & { first: number };

/** A date at a token, or both ends of a range that starts there. */
export function rangeAt(scan: Scan, index: number): Placed[] {
  const shared = sharedMonth(scan, index) ?? sharedHalf(scan, index);
  const single = dateTimeAt(scan, index);
  if (shared && (!single || (shared[1] as Placed).next >= single.next)) return shared;
  if (!single) return [];
  const second = otherEnd(scan, index, single);
  if (!second) return [{ ...single, first: index }];
  // "from 8 to 10 on Tuesday", "mar 3 - 5, 2017": what the end says of its day holds for the start.
  const sharesDay = single.day === null && second.day !== null ? { day: second.day } : {};
  return [{ ...single, ...sharesDay, first: index }, ordered(scan, single, second)];
}

/** The token after "to", a dash, "and" of a "between". */
function afterTo(scan: Scan, index: number, first: number): number | null {
  const word = take(scan, index, 'to');
  if (word) return skip(scan, word.next, 'on', 'of');
  if (
    /^[-–—]$/.test(wordAt(scan, index)) &&
    !(wordAt(scan, index) === '-' && isJoined(scan, index) !== isJoined(scan, index + 1))
  )
    return index + 1;
  const and = take(scan, index, 'and');
  const opens = take(scan, first - 1, 'between') ?? take(scan, first - 2, 'between');
  return and && opens ? skip(scan, and.next, 'on') : null;
}

function otherEnd(scan: Scan, index: number, start: DateMatch): Placed | null {
  const at = afterTo(scan, start.next, index);
  if (at === null) return null;
  if (start.minutes !== undefined) {
    const full = dateTimeAt(scan, at);
    const time = full?.minutes !== undefined ? full : full ? null : bareHour(scan, at);
    if (time && (time.day === null || start.day === null)) {
      let minutes = time.minutes as number;
      if (minutes < start.minutes && minutes + 720 > start.minutes && minutes < 720) minutes += 720;
      return { ...start, ...time, day: start.day ?? time.day, minutes, first: at };
    }
  }
  const shared = sameMonth(scan, start, at);
  if (shared) return shared;
  const end = dateTimeAt(scan, at);
  if (end && end.day !== null && start.day !== null) return { ...end, first: at };
  return null;
}

/** "May 5 to 7", "December 10-12th": only the day is said again. */
function sameMonth(scan: Scan, start: DateMatch, at: number): Placed | null {
  if (start.day === null || start.grain !== 'day' || start.minutes !== undefined) return null;
  const ordinal = readOrdinal(scan, at);
  if (
    !ordinal ||
    ordinal.value > 31 ||
    readMonth(scan, skip(scan, ordinal.next, 'of')) ||
    take(scan, ordinal.next, 'unit', 'clock')
  )
    return null;
  if (isJoined(scan, ordinal.next) && /^[:%/.-]$/.test(wordAt(scan, ordinal.next)) && /^\d/.test(wordAt(scan, ordinal.next + 1)))
    return null;
  const { year, month, day } = civilOf(start.day);
  if (ordinal.value <= day || !isValid({ year, month, day: ordinal.value })) return null;
  const named = wordAt(scan, ordinal.next) === ',' && /^(?:19|20)\d{2}$/.test(wordAt(scan, ordinal.next + 1));
  return {
    next: named ? ordinal.next + 2 : ordinal.next,
    day: dayOf({ year: named ? Number(wordAt(scan, ordinal.next + 1)) : year, month, day: ordinal.value }),
    grain: 'day',
    first: at,
  };
}

function bareHour(scan: Scan, index: number): DateMatch | null {
  const number = readNumber(scan, index);
  if (!number || !Number.isInteger(number.value) || number.value > 24 || take(scan, number.next, 'unit', 'month')) return null;
  return { next: number.next, day: null, minutes: number.value * 60, grain: 'minute' };
}

/** An end before its start is the next one of its kind. */
function ordered(scan: Scan, start: DateMatch, end: Placed): Placed {
  if (start.day === null || end.day === null || end.day >= start.day) return end;
  if (end.bareWeekday) return { ...end, day: start.day + ((weekdayOf(end.day) - weekdayOf(start.day) + 7) % 7) };
  return end.openYear ? { ...end, day: addMonths(end.day, 12) } : end;
}

/** "3-5 March", "dal 3 al 5 marzo", "between the 3rd and 5th of May 2020": the month stands once, at the end. */
function sharedMonth(scan: Scan, index: number): Placed[] | null {
  const first = readOrdinal(scan, index);
  if (!first || first.value < 1 || first.value > 31) return null;
  let at = first.next;
  if (readMonth(scan, at)) return null;
  const next = afterTo(scan, at, index) ?? take(scan, at, 'and')?.next ?? null;
  if (next === null) return null;
  at = skip(scan, next, 'of');
  const end = dayAt(scan, at);
  if (!end || end.day === null || end.grain !== 'day' || end.minutes !== undefined || !readOrdinal(scan, at)) return null;
  const month = monthInside(scan, at, end.next);
  if (!month) return null;
  const { year, month: named, day } = civilOf(end.day);
  if (first.value >= day || !isValid({ year, month: named, day: first.value })) return null;
  return [
    { next: first.next, day: dayOf({ year, month: named, day: first.value }), grain: 'day', first: index },
    { ...end, first: at },
  ];
}

function monthInside(scan: Scan, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (readMonth(scan, index)) return true;
  return false;
}

/** "3-5pm", "from 9 to 11 am", "dalle 9 alle 11": the half of the day stands once. */
function sharedHalf(scan: Scan, index: number): Placed[] | null {
  const number = readNumber(scan, index);
  if (!number?.digits || number.value > 24) return null;
  const at = afterTo(scan, number.next, index);
  if (at === null) return null;
  const end = timeOfDay(scan, at);
  if (!end || end.minutes === undefined) return null;
  const token = scan.tokens[end.next - 1];
  const said =
    /^(?:m|am|pm|p|uhr|uur|heures|h|horas)$/.test(token?.word ?? '') ||
    token?.word === '.' ||
    take(scan, index - 1, 'from', 'at', 'between');
  if (!said || (scan.text[(scan.tokens[index]?.start ?? 0) - 1] ?? ' ') === '$') return null;
  if (number.value > 12 && /^(?:m|am|pm|p)$/.test(token?.word ?? '')) return null;
  let minutes = number.value * 60;
  if (end.minutes >= 720 && minutes + 720 < end.minutes && number.value <= 12) minutes += 720;
  const full = dateTimeAt(scan, at);
  const day = full && full.next > end.next && full.day !== null ? full : null;
  return [
    { next: number.next, day: day?.day ?? null, minutes, grain: 'minute', first: index },
    { ...(day ?? end), first: at },
  ];
}
