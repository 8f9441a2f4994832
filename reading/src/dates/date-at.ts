import { civilOf, dayOf, isValid, weekdayOf } from './civil-day.ts';
import { businessDay, dayOfMonth, holidayDate, yearPeriod } from './other-days.ts';
import { lengthDate } from './length-dates.ts';
import { monthDate, monthPeriod, nthOfMonth } from './month-dates.ts';
import { numericDate } from './numeric-dates.ts';
import { boundaryDate, quarterDate } from './boundary-dates.ts';
import { modifiedPeriod, namedDay, weekdayDate } from './relative-dates.ts';
import { type DateMatch, isJoined, readNumber, readOrdinal, type Scan, skip, take, wordAt } from './scan.ts';
import { timeOfDay, withPart } from './time-rules.ts';

type Rule = (scan: Scan, index: number) => DateMatch | null;

const dayRules: Rule[] = [
  numericDate,
  monthDate,
  weekdayWithDate,
  weekThenWeekday,
  nthOfMonth,
  lengthDate,
  boundaryDate,
  namedDay,
  weekdayDate,
  modifiedPeriod,
  quarterDate,
  holidayDate,
  monthPeriod,
  businessDay,
  dayOfMonth,
  yearPeriod,
];

/** The longest date without a time that starts at a token. */
export function dayAt(scan: Scan, index: number): DateMatch | null {
  let best: DateMatch | null = null;
  for (const rule of dayRules) {
    const match = rule(scan, index);
    if (match && (!best || match.next > best.next)) best = match;
  }
  return best;
}

/** "Friday, 5 May", "martedì 3 marzo", "Mon 12/5", "Monday the 15th". */
function weekdayWithDate(scan: Scan, index: number): DateMatch | null {
  const modifier = take(scan, index, 'next', 'this');
  const weekday = take(scan, modifier?.next ?? index, 'weekday', 'weekdayShort');
  if (!weekday) return null;
  let at = weekday.next;
  for (let step = 0; step < 3 && /^[.,(]$/.test(wordAt(scan, at)); step++) at++;
  const plain = at;
  at = skip(scan, at, 'on', 'of');
  const date =
    monthDate(scan, at, Number(weekday.value)) ??
    monthDate(scan, plain, Number(weekday.value)) ??
    numericDate(scan, at) ??
    weekdayOfMonth(scan, at, Number(weekday.value)) ??
    (at > plain || scan.language === 'en' ? dayOfMonth(scan, at) : null);
  if (!date) return null;
  return { ...date, next: wordAt(scan, plain - 1) === '(' && wordAt(scan, date.next) === ')' ? date.next + 1 : date.next };
}

/** "Monday the 21st", "lunedì 21": the coming month in which that day is that weekday. */
function weekdayOfMonth(scan: Scan, index: number, weekday: number): DateMatch | null {
  const ordinal = readOrdinal(scan, index);
  if (!ordinal || ordinal.value < 1 || ordinal.value > 31 || (scan.language === 'en' && !ordinal.sure)) return null;
  const { next } = ordinal;
  const joined = isJoined(scan, next) ? wordAt(scan, next) : '';
  if (/^[:%/h-]$/.test(joined) || (/^[.,]$/.test(joined) && isJoined(scan, next + 1) && /^\d/.test(wordAt(scan, next + 1))))
    return null;
  if (take(scan, next, 'unit', 'clock', 'month', 'monthShort', 'part')) return null;
  const { year, month } = civilOf(scan.reference.day);
  for (let ahead = 0; ahead < 24; ahead++) {
    const count = year * 12 + month - 1 + ahead;
    const date = { year: Math.floor(count / 12), month: (count % 12) + 1, day: ordinal.value };
    if (!isValid(date)) continue;
    const day = dayOf(date);
    if (day >= scan.reference.day - 7 && weekdayOf(day) === weekday) return { next, day, grain: 'day', openYear: true };
  }
  return null;
}

/** "next week Tuesday", "nächste Woche am Dienstag": a day of the week that is named first. */
function weekThenWeekday(scan: Scan, index: number): DateMatch | null {
  const week = modifiedPeriod(scan, index);
  if (!week || week.day === null || week.lastDay !== week.day + 6) return null;
  const at = wordAt(scan, week.next) === ',' ? week.next + 1 : week.next;
  const weekday = take(scan, at, 'weekday') ?? take(scan, skip(scan, at, 'on'), 'weekday');
  return weekday && { next: weekday.next, day: week.day + Number(weekday.value), grain: 'day' };
}

/** The longest date, time, or both that starts at a token. */
export function dateTimeAt(scan: Scan, index: number): DateMatch | null {
  const day = dayAt(scan, index);
  const time = timeOfDay(scan, index);
  const withTime = day ? addTime(scan, day) : null;
  const withDay = time ? addDay(scan, time) : null;
  const candidates = [withTime, withDay, day ? null : partThenTime(scan, index)].filter((match) => match !== null);
  if (candidates.length === 0) return null;
  return candidates.reduce((best, match) =>
    match.next > best.next || (match.next === best.next && match.day !== null && best.day === null) ? match : best,
  );
}

/** A day followed by its time or part: "tomorrow at 3", "Friday morning", "5 May, 10:00". */
function addTime(scan: Scan, day: DateMatch): DateMatch {
  let match = day;
  if (match.minutes !== undefined && match.day !== null) return match;
  if (match.day === null) return addDay(scan, match);
  let at = match.next;
  const part = partOf(scan, at);
  if (part) {
    match = { ...match, next: part.next, part: part.part };
    at = part.next;
  }
  const places = connectors(scan, at);
  for (const place of places) {
    const time = timeOfDay(scan, place) ?? endOfDay(scan, place) ?? bareHour(scan, place);
    if (time?.minutes !== undefined && time.minutes !== null) return withTimeOf(match, time);
  }
  return match;
}

/** "in the afternoon at seven", "am Nachmittag um 3". */
function partThenTime(scan: Scan, index: number): DateMatch | null {
  const part = take(scan, index, 'part') ? partOf(scan, index) : null;
  if (!part || !take(scan, part.next, 'at')) return null;
  const time = timeOfDay(scan, part.next);
  return time && { ...time, minutes: withPart((time.minutes as number) % 720, part.part) };
}

/** "вчера в 8", "demain à 9": after a day a bare hour needs no more than a preposition. */
function bareHour(scan: Scan, index: number): DateMatch | null {
  const lead = take(scan, index, 'at');
  const number = lead && readNumber(scan, lead.next);
  if (
    !number?.digits ||
    number.value > 24 ||
    !Number.isInteger(number.value) ||
    (scan.language === 'en' && !/^(?:by|before|after|around|about|till|until)$/.test(wordAt(scan, index)))
  )
    return null;
  const after = scan.tokens[number.next];
  const ends = !after || /^[,;!?)]$/.test(after.word) || (after.word === '.' && !/^\d/.test(wordAt(scan, number.next + 1)));
  return ends
    ? {
        next: number.next,
        day: null,
        minutes: (number.value > 0 && number.value < 7 && scan.language === 'en' ? number.value + 12 : number.value) * 60,
        grain: 'minute',
      }
    : null;
}

function endOfDay(scan: Scan, index: number): DateMatch | null {
  const business = businessDay(scan, index);
  return business?.day === null ? business : null;
}

function withTimeOf(day: DateMatch, time: DateMatch): DateMatch {
  const minutes =
    day.part && (time.minutes as number) < 720 && day.part !== 'morning'
      ? withPart(time.minutes as number, day.part)
      : (time.minutes as number);
  return { ...day, next: time.next, minutes, grain: 'minute', ...(time.offset === undefined ? {} : { offset: time.offset }) };
}

/** The places where what belongs to a date may go on: at once, after a comma, after "at", "on", "the". */
function connectors(scan: Scan, index: number): number[] {
  const places = [index];
  let at = index;
  if (/^[,(@–—-]$/.test(wordAt(scan, at))) places.push(++at);
  else if (wordAt(scan, at) === 't' && scan.tokens[at]?.start === scan.tokens[at - 1]?.end) places.push(at + 1);
  const word = take(scan, at, 'at', 'on', 'of', 'from', 'between');
  if (word) {
    places.push(word.next);
    const second = take(scan, word.next, 'at', 'on', 'of', 'from');
    if (second) places.push(second.next);
  }
  return places;
}

function partOf(scan: Scan, index: number): { part: string; next: number } | null {
  let at = index;
  if (/^(?:in|a|am|w|по|a|à|de|di|por|da|la|nel|au|dans|i|paa|'|s)$/.test(wordAt(scan, at)) && !take(scan, at, 'part')) at++;
  if (/^(?:the|la|le|il|der|'|l)$/.test(wordAt(scan, at)) && at > index) at++;
  const part = take(scan, at, 'part') ?? take(scan, index, 'part');
  if (part) return { part: part.value, next: part.next };
  // "heute Morgen", "gestern Morgen": the word for tomorrow is the word for morning.
  if (scan.language === 'de' && scan.tokens[index]?.word === 'morgen') return { part: 'morning', next: index + 1 };
  if (scan.language === 'es' && wordAt(scan, index) === 'manana') return { part: 'morning', next: index + 1 };
  return null;
}

/** A time followed by its day: "at 3pm on Monday", "15:00 Uhr am 5. Mai". A time alone stays one. */
function addDay(scan: Scan, time: DateMatch): DateMatch {
  for (const place of connectors(scan, time.next)) {
    const day = dayAt(scan, place);
    if (day && day.day !== null && day.minutes === undefined && (day.grain === 'day' || day.grain === 'minute')) {
      const part = partOf(scan, day.next);
      const full = withTimeOf(part ? { ...day, part: part.part, next: part.next } : day, time);
      return { ...full, next: part?.next ?? day.next, ...(time.offset === undefined ? {} : { offset: time.offset }) };
    }
  }
  return time;
}
