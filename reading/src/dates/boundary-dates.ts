import { addMonths, civilOf, dayOf, monthLength } from './civil-day.ts';
import { type DateMatch, isJoined, readOrdinal, type Scan, skip, take, wordAt } from './scan.ts';
import { monthPeriod, readYear } from './month-dates.ts';
import { modifiedPeriod, namedDay, unitPeriod, weekdayDate } from './relative-dates.ts';

/** "end of month", "fine settimana prossima" is a weekend; "Anfang März", "mid-June", "late next week". */
export function boundaryDate(scan: Scan, index: number): DateMatch | null {
  if (take(scan, index, 'unit')?.value === 'weekend') return null;
  const edge = take(scan, index, 'endOf', 'startOf', 'midOf');
  if (!edge) return null;
  let at = edge.next;
  if (wordAt(scan, at) === '-') at++;
  at = skip(scan, skip(scan, at, 'of'), 'of');
  const period = edgePeriod(scan, at);
  if (!period) return null;
  const lastDay = period.lastDay ?? period.day ?? 0;
  const first = period.day ?? 0;
  if (period.grain === 'day') {
    return {
      ...period,
      part: edge.sense === 'endOf' ? 'end' : edge.sense === 'startOf' ? 'morning' : 'noon',
      ...(edge.sense === 'endOf' && !wordAt(scan, index).startsWith('late') ? { minutes: 17 * 60 } : {}),
    };
  }
  const isWeek = period.grain === 'week';
  const day =
    edge.sense === 'startOf'
      ? first
      : edge.sense === 'endOf'
        ? isWeek && lastDay - first === 6
          ? first + 4
          : lastDay
        : isWeek
          ? first + 2
          : first +
            Math.floor((lastDay - first) / 2) -
            (period.grain === 'month' && lastDay - first > 27 ? (lastDay - first === 30 ? 1 : 0) : 0);
  return { next: period.next, day, grain: 'day' };
}

function edgePeriod(scan: Scan, index: number): DateMatch | null {
  const named = modifiedPeriod(scan, index) ?? monthPeriodLoose(scan, index) ?? quarterDate(scan, index);
  if (named) return named;
  const unit = take(scan, index, 'unit');
  if (unit?.value === 'day') {
    const of = skip(scan, unit.next, 'of', 'on');
    const day = namedDay(scan, unit.next) ?? weekdayDate(scan, unit.next) ?? namedDay(scan, of) ?? weekdayDate(scan, of);
    return day ?? { next: unit.next, day: scan.reference.day, grain: 'day' };
  }
  if (unit) {
    const period = unitPeriod({ scan, unit: unit.value, shift: 0 });
    return period && { next: unit.next, ...period };
  }
  const year = readYear(scan, index);
  if (year)
    return {
      next: year.next,
      day: dayOf({ year: year.year, month: 1, day: 1 }),
      lastDay: dayOf({ year: year.year, month: 12, day: 31 }),
      grain: 'year',
    };
  return namedDay(scan, index) ?? weekdayDate(scan, index);
}

/** After "end of" a month's name cannot be anything else. */
function monthPeriodLoose(scan: Scan, index: number): DateMatch | null {
  const month = take(scan, index, 'month', 'monthShort');
  if (!month) return null;
  const strict = monthPeriod(scan, index);
  if (strict) return strict;
  const { year: now, month: current } = civilOf(scan.reference.day);
  const year = Number(month.value) < current ? now + 1 : now;
  const first = dayOf({ year, month: Number(month.value), day: 1 });
  return { next: month.next, day: first, lastDay: first + monthLength(year, Number(month.value)) - 1, grain: 'month' };
}

/** "Q3 2018", "third quarter of 2018", "2. Quartal". */
export function quarterDate(scan: Scan, index: number): DateMatch | null {
  const start = skip(scan, index, 'of');
  let number = 0;
  let next = start;
  const raw = wordAt(scan, start);
  if (/^[qт]$/.test(raw) && isJoined(scan, start + 1) && /^[1-4]$/.test(wordAt(scan, start + 1))) {
    number = Number(wordAt(scan, start + 1));
    next = start + 2;
  } else {
    const ordinal = readOrdinal(scan, start);
    const unit = ordinal && take(scan, ordinal.next, 'unit');
    if (!ordinal || unit?.value !== 'quarter') return null;
    number = ordinal.value;
    ({ next } = unit);
  }
  if (number < 1 || number > 4) return null;
  const year = readYear(scan, next);
  const { year: now } = civilOf(scan.reference.day);
  const first = dayOf({ year: year?.year ?? now, month: number * 3 - 2, day: 1 });
  return { next: year?.next ?? next, day: first, lastDay: addMonths(first, 3) - 1, grain: 'month' };
}
