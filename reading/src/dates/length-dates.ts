import { addMonths, weekdayOf } from './civil-day.ts';
import { namedDay, weekdayDate } from './relative-dates.ts';
import { monthDate } from './month-dates.ts';
import { holidayDate } from './other-days.ts';
import { numericDate } from './numeric-dates.ts';
import { type DateMatch, readNumber, type Scan, skip, take, wordAt } from './scan.ts';

type Length = { amount: number; unit: string; next: number };

/** "two weeks", "10 giorni", "half an hour", "an hour and a half"; a unit alone counts one when `bare`. */
function readLength(scan: Scan, index: number, { bare = false }: { bare?: boolean } = {}): Length | null {
  if (wordAt(scan, index) === 'полчаса') return { amount: 0.5, unit: 'hour', next: index + 1 };
  const number = readNumber(scan, index);
  if (!number) {
    const unit = bare ? take(scan, index, 'unit') : null;
    return unit && unit.value !== 'weekend' ? { amount: 1, unit: unit.value, next: unit.next } : null;
  }
  let at = number.next;
  if (wordAt(scan, at) === '-') at++;
  // "two more weeks", "die nächsten zwei Wochen" put a word between.
  if (/^(?:more|full|whole|other|weitere|weiteren|altre|altri|more|autres|más|mais|extra|pelne)$/.test(wordAt(scan, at))) at++;
  at =
    scan.language === 'it' || scan.language === 'fr' || scan.language === 'pt' || scan.language === 'es'
      ? skip(scan, at, 'of')
      : at;
  const unit = take(scan, at, 'unit');
  if (!unit || unit.value === 'weekend') {
    const half = number.value === 0.5 ? take(scan, skip(scan, at, 'number'), 'unit') : null;
    return half ? { amount: 0.5, unit: half.value, next: half.next } : null;
  }
  let { next } = unit;
  let amount = number.value;
  if (/^(?:e|and|et|y|und|en|och|i|и)$/.test(wordAt(scan, next))) {
    const half = /^(?:mezza|mezzo|demi|demie|media|medio|meia|meio|half)$/.test(wordAt(scan, next + 1))
      ? next + 2
      : wordAt(scan, next + 1) === 'a' && wordAt(scan, next + 2) === 'half'
        ? next + 3
        : 0;
    if (half > 0) {
      amount += 0.5;
      next = half;
    }
  }
  return { amount, unit: unit.value, next };
}

/** Lengths from now or from a named day, ahead and back: "in 2 hours", "fra due settimane", "vor 3 Tagen", "a week from Friday". */
export function lengthDate(scan: Scan, index: number): DateMatch | null {
  return dayBeside(scan, index) ?? before(scan, index) ?? aheadOf(scan, index) ?? after(scan, index) ?? nextUnits(scan, index);
}

/** "the day before Thanksgiving", "the week after Easter": one unit from a named day. */
function dayBeside(scan: Scan, index: number): DateMatch | null {
  const start = /^(?:the|il|der|de|le|el|o)$/.test(wordAt(scan, index)) ? index + 1 : index;
  const unit = take(scan, start, 'unit');
  const side =
    unit && /^(?:day|week|month)$/.test(unit.value)
      ? /^(?:before|after|prima|dopo|vor|nach|avant|apres|antes|despues|depois|voor|na|przed|po)$/.exec(
          wordAt(scan, unit.next),
        )?.[0]
      : undefined;
  if (!unit || !side) return null;
  const at = skip(scan, unit.next + 1, 'of', 'on');
  const anchor = holidayDate(scan, at) ?? monthDate(scan, at) ?? numericDate(scan, at) ?? weekdayDate(scan, at);
  if (!anchor || anchor.day === null || anchor.grain !== 'day') return null;
  const sign = /^(?:before|prima|vor|avant|antes|voor|przed)$/.test(side) ? -1 : 1;
  return moved({ from: anchor.day, length: { amount: 1, unit: unit.value, next: anchor.next }, sign });
}

function before(scan: Scan, index: number): DateMatch | null {
  const word = take(scan, index, 'agoBefore');
  if (!word) return null;
  const length = readLength(scan, word.next);
  if (!length) return null;
  const tail = skip(scan, length.next, 'ago');
  if (scan.language === 'sv' && tail === length.next) return null;
  return shifted(scan, { ...length, next: tail }, -1);
}

function aheadOf(scan: Scan, index: number): DateMatch | null {
  const word = take(scan, index, 'ahead', 'within');
  if (!word) return null;
  const start =
    scan.language === 'de' || scan.language === 'pt' || scan.language === 'es' ? skip(scan, word.next, 'next') : word.next;
  const length = readLength(scan, start, { bare: scan.language === 'ru' || scan.language === 'pl' });
  if (!length || (length.unit === 'year' && length.amount > 100)) return null;
  const later = skip(scan, length.next, 'later');
  if (take(scan, length.next, 'ago')) return null;
  const isTime = scan.language === 'en' && take(scan, length.next, 'past', 'before');
  if (isTime && length.unit === 'minute') return null;
  return shifted(scan, { ...length, next: scan.language === 'en' && wordAt(scan, length.next) === "'" ? length.next : later }, 1);
}

function after(scan: Scan, index: number): DateMatch | null {
  const bare =
    scan.language === 'ru' || scan.language === 'pl' || Boolean(take(scan, take(scan, index, 'unit')?.next ?? -1, 'past'));
  const length = readLength(scan, index, { bare }) ?? weekdaysAway(scan, index);
  if (!length) return null;
  if ('day' in length) return length;
  const compound = compoundAgo(scan, length);
  if (compound) return compound;
  const ago = take(scan, length.next, 'ago');
  if (
    ago &&
    !(
      scan.language === 'en' &&
      ago.value === '1' &&
      /^(?:back|earlier)$/.test(wordAt(scan, length.next)) &&
      timeUnit(length.unit)
    )
  )
    return shifted(scan, { ...length, next: ago.next }, -1);
  const anchorWord =
    /^(?:from|after|before|since|dopo|prima|nach|vor|apres|avant|despues|antes|depois|na|voor|po|przed|после|до|efter|fore|da|ab|a)$/.test(
      wordAt(scan, length.next),
    );
  if (anchorWord && !timeUnit(length.unit)) {
    const back = /^(?:before|prima|vor|avant|antes|voor|przed|до|fore)$/.test(wordAt(scan, length.next));
    const at = skip(scan, length.next + 1, 'of', 'on');
    const anchor =
      namedDay(scan, at) ?? monthDate(scan, at) ?? numericDate(scan, at) ?? holidayDate(scan, at) ?? weekdayDate(scan, at);
    if (anchor?.day !== undefined && anchor.day !== null)
      return moved({ from: anchor.day, length: { ...length, next: anchor.next }, sign: back ? -1 : 1 });
  }
  const later = take(scan, length.next, 'later');
  if (later && !(scan.language === 'en' && wordAt(scan, length.next) === 'time' && !timeAfterGenitive(scan, length.next)))
    return shifted(scan, { ...length, next: later.next }, 1);
  if (wordAt(scan, length.next) === "'" && /^time$/.test(wordAt(scan, length.next + 1)))
    return shifted(scan, { ...length, next: length.next + 2 }, 1);
  return null;
}

/** "1 year 2 months ago", "three weeks and 2 days from now": lengths in a row. */
function compoundAgo(scan: Scan, first: Length): DateMatch | null {
  const at = skip(scan, wordAt(scan, first.next) === ',' ? first.next + 1 : first.next, 'and');
  const second = readLength(scan, at);
  if (!second || timeUnit(first.unit) !== timeUnit(second.unit)) return null;
  const direction = take(scan, second.next, 'ago', 'later');
  if (!direction) return null;
  const sign = direction.sense === 'ago' ? -1 : 1;
  if (timeUnit(first.unit))
    return shifted(
      scan,
      {
        amount: first.amount * (first.unit === 'hour' ? 60 : 1) + second.amount * (second.unit === 'hour' ? 60 : 1),
        unit: 'minute',
        next: direction.next,
      },
      sign,
    );
  const far = moved({ from: scan.reference.day, length: first, sign });
  return far?.day === undefined || far.day === null
    ? null
    : moved({ from: far.day, length: { ...second, next: direction.next }, sign });
}

/** "two Sundays ago", "3 Fridays from now". */
function weekdaysAway(scan: Scan, index: number): DateMatch | null {
  const number = readNumber(scan, index);
  const weekday =
    number && Number.isInteger(number.value) && number.value > 0 && number.value < 60 ? take(scan, number.next, 'weekday') : null;
  const direction = weekday && take(scan, weekday.next, 'ago', 'later');
  if (!number || !weekday || !direction) return null;
  const today = scan.reference.day;
  const ahead = (Number(weekday.value) - weekdayOf(today) + 7) % 7 || 7;
  const day =
    direction.sense === 'ago' ? today + (ahead === 7 ? 0 : ahead) - 7 * number.value : today + ahead + 7 * (number.value - 1);
  return { next: direction.next, day, grain: 'day' };
}

/** "next 3 days", "le prossime due settimane", "last two months": the far end of the stretch. */
function nextUnits(scan: Scan, index: number): DateMatch | null {
  const modifier = take(scan, index, 'next', 'last');
  if (!modifier) {
    // French counts before it modifies: "les 3 prochains jours".
    const count = readNumber(scan, index);
    const between = count && take(scan, count.next, 'next', 'last');
    const unit = between && take(scan, between.next, 'unit');
    return count && unit && between && !timeUnit(unit.value) && unit.value !== 'weekend'
      ? shifted(scan, { amount: count.value, unit: unit.value, next: unit.next }, between.sense === 'next' ? 1 : -1)
      : null;
  }
  const number = readNumber(scan, modifier.next);
  if (!number || number.value < 1) return null;
  const length = readLength(scan, modifier.next);
  return length && shifted(scan, length, modifier.sense === 'next' ? 1 : -1);
}

function timeAfterGenitive(scan: Scan, index: number): boolean {
  return /^(?:s|')$/.test(wordAt(scan, index - 1));
}

function timeUnit(unit: string): boolean {
  return unit === 'hour' || unit === 'minute' || unit === 'second';
}

function shifted(scan: Scan, length: Length, sign: 1 | -1): DateMatch | null {
  if (timeUnit(length.unit)) {
    const size = length.unit === 'hour' ? 60 : length.unit === 'minute' ? 1 : 1 / 60;
    const total = scan.reference.day * 1440 + scan.reference.minutes + Math.round(sign * length.amount * size);
    return {
      next: length.next,
      day: Math.floor(total / 1440),
      minutes: total - Math.floor(total / 1440) * 1440,
      grain: 'minute',
    };
  }
  return moved({ from: scan.reference.day, length, sign });
}

function moved({ from, length, sign }: { from: number; length: Length; sign: 1 | -1 }): DateMatch | null {
  const amount = length.amount * sign;
  if (Math.abs(amount) > 20_000) return null;
  const { next } = length;
  const day = (value: number): DateMatch => ({ next, day: value, grain: 'day' });
  switch (length.unit) {
    case 'day':
      return day(from + Math.round(amount));
    case 'workday':
      return day(workdays(from, Math.round(amount)));
    case 'week':
      return day(from + Math.round(amount * 7));
    case 'fortnight':
      return day(from + Math.round(amount * 14));
    case 'month':
      return day(addMonths(from, Math.trunc(amount)) + Math.round((amount % 1) * 30));
    case 'quarter':
      return day(addMonths(from, Math.trunc(amount * 3)));
    case 'year':
      return day(addMonths(from, Math.round(amount * 12)));
    default:
      return null;
  }
}

/** Monday to Friday; holidays differ by country and are not counted. */
function workdays(from: number, count: number): number {
  let day = from;
  for (let left = Math.min(Math.abs(count), 2000); left > 0;) {
    day += Math.sign(count);
    if (weekdayOf(day) < 5) left--;
  }
  return day;
}
