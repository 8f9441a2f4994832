import { addMonths, civilOf, dayOf, weekdayOf } from './civil-day.ts';
import { type DateMatch, isJoined, type Scan, skip, take, wordAt } from './scan.ts';
import { isAfterSince } from './choose-year.ts';
import { readYear } from './month-dates.ts';

const timeUnits = new Set(['second', 'minute', 'hour']);

/** "today", "dopodomani", "week from tomorrow" is in lengths. */
export function namedDay(scan: Scan, index: number): DateMatch | null {
  const days = take(scan, index, 'days');
  if (days) {
    // German "morgen" after another day is the morning; Spanish "mañana" after an article too.
    if (scan.language === 'es' && days.value === '1' && /^(?:la|esta|por|cada)$/.test(wordAt(scan, index - 1))) return null;
    if (
      scan.language === 'de' &&
      wordAt(scan, index) === 'morgen' &&
      (/^(?:guten|am|jeden|diesen)$/.test(wordAt(scan, index - 1)) ||
        (scan.tokens[index]?.raw === 'Morgen' && /^(?:heute|gestern|am|der|den|guten)$/.test(wordAt(scan, index - 1))))
    )
      return null;
    if (scan.language === 'nl' && wordAt(scan, index - 1) === 'goede') return null;
    return { next: days.next, day: scan.reference.day + Number(days.value), grain: 'day' };
  }
  const tonight = take(scan, index, 'tonight');
  return tonight ? { next: tonight.next, day: scan.reference.day, grain: 'day', part: 'night' } : null;
}

/** A weekday with or without "next", "last", "this", before or after it. */
export function weekdayDate(scan: Scan, index: number): DateMatch | null {
  const modifier = take(scan, index, 'next', 'last', 'this');
  const start = modifier?.next ?? index;
  const weekday = take(scan, start, 'weekday') ?? shortWeekday(scan, start);
  if (!weekday) return null;
  const wanted = Number(weekday.value);
  let { next } = weekday;
  const after = modifier ? null : take(scan, next, 'next', 'last');
  let shift: 'next' | 'last' | 'this' | null = (modifier ?? after)?.sense as 'next' | 'last' | 'this' | null;
  if (after) ({ next } = after);
  const today = scan.reference.day;
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  // "Friday of next week", "venerdì della prossima settimana", "Friday week".
  const week = shift ? null : weekAfter(scan, next);
  if (week) return { next: week.next, day: today - weekdayOf(today) + wanted + week.shift * 7, grain: 'day' };
  if (shift === 'this' && modifier && modifier.value === '1' && take(scan, index, 'next')) shift = 'next';
  if (shift === 'last') return { next, day: today - (((weekdayOf(today) - wanted + 6) % 7) + 1), grain: 'day' };
  if (shift === 'next') {
    const weekly =
      /^(?:en|de|nl|sv|ru|pl)$/.test(scan.language) &&
      !/^(?:coming|upcoming|following|kommende|komende|kommenden|aanstaande|aankomende|ближаиш\w*|ближайш\w*|nadchodzac\w*|najblizsz\w*)$/.test(
        wordAt(scan, index),
      );
    return { next, day: weekly ? today - weekdayOf(today) + 7 + wanted : today + (ahead || 7), grain: 'day' };
  }
  if (shift === 'this') return { next, day: today + ahead, grain: 'day' };
  if (/^(?:en|de|fr|nl|sv)$/.test(scan.language) && isAfterSince(scan, index))
    return { next, day: today - (((weekdayOf(today) - wanted + 6) % 7) + 1), grain: 'day' };
  return { next, day: today + (ahead || 7), grain: 'day', bareWeekday: true };
}

/** A short weekday counts with a capital letter, a dot or a figure after it. */
function shortWeekday(scan: Scan, index: number): { value: string; next: number } | null {
  const short = take(scan, index, 'weekdayShort');
  if (!short) return null;
  const raw = scan.tokens[index]?.raw ?? '';
  const dotted = wordAt(scan, short.next) === '.' && isJoined(scan, short.next);
  const follows = wordAt(scan, dotted || wordAt(scan, short.next) === ',' ? short.next + 1 : short.next);
  if (/^\d/.test(follows) || take(scan, short.next + (dotted ? 1 : 0), 'month', 'monthShort'))
    return { value: short.value, next: dotted ? short.next + 1 : short.next };
  if (scan.language === 'en' && /^(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Weds)$/.test(raw))
    return { value: short.value, next: dotted && /^\p{Ll}/u.test(follows) ? short.next + 1 : short.next };
  if (scan.language === 'ru' || scan.language === 'pl')
    return take(scan, index - 1, 'on') ? { value: short.value, next: dotted ? short.next + 1 : short.next } : null;
  return null;
}

function weekAfter(scan: Scan, index: number): { shift: number; next: number } | null {
  let at = skip(scan, skip(scan, index, 'of'), 'of');
  const modifier = take(scan, at, 'next', 'last', 'this');
  at = modifier?.next ?? at;
  const unit = take(scan, at, 'unit');
  if (unit?.value !== 'week') return null;
  const after = modifier ? null : take(scan, unit.next, 'next', 'last');
  const sense = (modifier ?? after)?.sense;
  if (!sense) return at === index && scan.language === 'en' ? { shift: 1, next: unit.next } : null;
  return { shift: sense === 'next' ? 1 : sense === 'last' ? -1 : 0, next: after?.next ?? unit.next };
}

/** "next week", "questo mese", "last year", "this weekend", "letztes Quartal". */
export function modifiedPeriod(scan: Scan, index: number): DateMatch | null {
  const start = skip(scan, index, 'of');
  const modifier = take(scan, start, 'next', 'last', 'this');
  const unitAt = modifier?.next ?? start;
  const unit = take(scan, unitAt, 'unit');
  const season = unit ? null : take(scan, unitAt, 'season');
  if (!unit && !season) return null;
  const after = modifier
    ? null
    : take(
        scan,
        (unit ?? season)?.next as number,
        'next',
        'last',
        ...(scan.language === 'it' || scan.language === 'es' || scan.language === 'fr' || scan.language === 'pt'
          ? (['this'] as const)
          : []),
      );
  const sense = (modifier ?? after)?.sense;
  const next = after?.next ?? unit?.next ?? season?.next ?? index;
  const shift = sense === 'next' ? 1 : sense === 'last' ? -1 : 0;
  if (season) return seasonPeriod({ scan, month: Number(season.value), shift, next, bare: !sense });
  if (!sense && !(unit?.value === 'weekend')) return null;
  if (!unit || timeUnits.has(unit.value)) return null;
  if (unit.value === 'day') return { next, day: scan.reference.day + shift, grain: 'day' };
  const period = unitPeriod({ scan, unit: unit.value, shift });
  return period && { next, ...period };
}

function seasonPeriod({
  scan,
  month,
  shift,
  next,
  bare,
}: {
  scan: Scan;
  month: number;
  shift: number;
  next: number;
  bare: boolean;
}): DateMatch | null {
  const year = readYear(scan, next);
  if (bare && !year && !take(scan, skip(scan, next, 'of'), 'this')) return null;
  const { year: now } = civilOf(scan.reference.day);
  let first = dayOf({ year: year?.year ?? now, month, day: 1 });
  if (!year && shift === 1 && first <= scan.reference.day) first = dayOf({ year: now + 1, month, day: 1 });
  if (!year && shift === -1 && first + 90 > scan.reference.day) first = dayOf({ year: now - 1, month, day: 1 });
  return { next: year?.next ?? next, day: first, lastDay: addMonths(first, 3) - 1, grain: 'month' };
}

/** A calendar period, `shift` periods away from the one that holds the reference day. */
export function unitPeriod({
  scan,
  unit,
  shift,
}: {
  scan: Scan;
  unit: string;
  shift: number;
}): { day: number; lastDay: number; grain: DateMatch['grain'] } | null {
  const today = scan.reference.day;
  const { year, month } = civilOf(today);
  switch (unit) {
    case 'week': {
      const monday = today - weekdayOf(today) + shift * 7;
      return { day: monday, lastDay: monday + 6, grain: 'week' };
    }
    case 'weekend': {
      const saturday = today - weekdayOf(today) + 5 + shift * 7;
      return { day: saturday, lastDay: saturday + 1, grain: 'week' };
    }
    case 'fortnight':
      return { day: today + shift * 14, lastDay: today + shift * 14, grain: 'day' };
    case 'month': {
      const first = addMonths(dayOf({ year, month, day: 1 }), shift);
      return { day: first, lastDay: addMonths(first, 1) - 1, grain: 'month' };
    }
    case 'quarter': {
      const first = addMonths(dayOf({ year, month: Math.floor((month - 1) / 3) * 3 + 1, day: 1 }), shift * 3);
      return { day: first, lastDay: addMonths(first, 3) - 1, grain: 'month' };
    }
    case 'year':
      return {
        day: dayOf({ year: year + shift, month: 1, day: 1 }),
        lastDay: dayOf({ year: year + shift, month: 12, day: 31 }),
        grain: 'year',
      };
    default:
      return null;
  }
}
