import { civilOf, dayOf, easterOf, isValid, nthWeekday, weekdayOf } from './civil-day.ts';
import { type DateMatch, isJoined, readOrdinal, type Scan, skip, take, wordAt } from './scan.ts';
import { readYear } from './month-dates.ts';

/** Holidays: fixed days, days around Easter, and days found by their weekday. The coming one unless a year is given. */
export function holidayDate(scan: Scan, index: number): DateMatch | null {
  const modifier = take(scan, index, 'next', 'last', 'this');
  const holiday = take(scan, modifier?.next ?? index, 'holiday');
  if (!holiday) return null;
  const year = readYear(scan, holiday.next);
  const { year: now } = civilOf(scan.reference.day);
  if (year) return found(holidayOf(holiday.value, year.year), year.next);
  const after = take(scan, holiday.next, 'next', 'last');
  const sense = (modifier ?? after)?.sense;
  const next = after?.next ?? holiday.next;
  const thisYear = holidayOf(holiday.value, now);
  if (sense === 'last')
    return found(thisYear !== null && thisYear < scan.reference.day ? thisYear : holidayOf(holiday.value, now - 1), next);
  return found(thisYear !== null && thisYear >= scan.reference.day ? thisYear : holidayOf(holiday.value, now + 1), next);
}

function found(day: number | null, next: number): DateMatch | null {
  return day === null ? null : { next, day, grain: 'day', openYear: true };
}

function holidayOf(code: string, year: number): number | null {
  const fixed = /^(\d+)-(\d+)$/.exec(code);
  if (fixed) return dayOf({ year, month: Number(fixed[1]), day: Number(fixed[2]) });
  const easter = /^E(-?\d+)?$/.exec(code);
  if (easter) return easterOf(year) + Number(easter[1] ?? 0);
  switch (code) {
    case 'T':
      return nthWeekday({ year, month: 11, weekday: 3, nth: 4 });
    case 'B':
      return (nthWeekday({ year, month: 11, weekday: 3, nth: 4 }) ?? 0) + 1;
    case 'L':
      return nthWeekday({ year, month: 9, weekday: 0, nth: 1 });
    case 'M':
      return nthWeekday({ year, month: 5, weekday: 0, nth: -1 });
    case 'K':
      return nthWeekday({ year, month: 1, weekday: 0, nth: 3 });
    case 'P':
      return nthWeekday({ year, month: 2, weekday: 0, nth: 3 });
    case 'C':
      return nthWeekday({ year, month: 10, weekday: 0, nth: 2 });
    case 'MO':
      return nthWeekday({ year, month: 5, weekday: 6, nth: 2 });
    case 'FA':
      return nthWeekday({ year, month: 6, weekday: 6, nth: 3 });
    case 'MS':
    case 'MS1': {
      const friday = dayOf({ year, month: 6, day: 19 });
      return friday + ((4 - weekdayOf(friday) + 7) % 7) + (code === 'MS1' ? 1 : 0);
    }
    default:
      return null;
  }
}

/** A day of the month alone: "the 15th", "on the 3rd", "il 15", "am 15.", "el día 20", "15 числа". The coming one. */
export function dayOfMonth(scan: Scan, index: number): DateMatch | null {
  const ordinal = readOrdinal(scan, index);
  if (!ordinal || ordinal.value < 1 || ordinal.value > 31) return null;
  const token = scan.tokens[index];
  const before = wordAt(scan, index - 1);
  let { next } = ordinal;
  const isDigits = /^\d+$/.test(token?.word ?? '');
  if (scan.language === 'ru' && wordAt(scan, next) === 'числа') next++;
  else if (scan.language === 'en') {
    const ends = /^[.,;!?)]?$/.test(wordAt(scan, next)) && !(isJoined(scan, next + 1) && /^\d/.test(wordAt(scan, next + 1)));
    const led = before === 'the' && /^(?:on|by|until|before)$/.test(wordAt(scan, index - 2));
    if (!isDigits && !(led && ends) && !/^(?:twent|thirt|\w+teenth)/.test(token?.word ?? '')) return null;
    const bare = before === 'on' && isDigits && ends;
    if (
      (!ordinal.sure && !bare) ||
      take(scan, next, 'unit') ||
      (/^\p{Ll}{3,}/u.test(scan.tokens[next]?.raw ?? '') &&
        !take(scan, next, 'on', 'at', 'and', 'to', 'days', 'part', 'from', 'of') &&
        !/^(?:is|was|will|would|works|if|or|but|so|we|please|as|with|when|then|i|you|he|she|they)$/.test(wordAt(scan, next)))
    )
      return null;
    if (
      !/^(?:the|on|by|until|till|to|through|from|before|after|for|and|or|since|-|day|due)$/.test(before) &&
      !take(scan, index - 1, 'weekday', 'weekdayShort')
    )
      return null;
  } else if (scan.language === 'ru' || scan.language === 'pl') {
    return null;
  } else {
    const led = /^(?:il|dal|al|del|entro|giorno|am|den|dem|zum|vom|le|du|au|el|al|del|dia|no|o|ao|op|de|den)$/.test(before);
    const close =
      /^(?:il|am|giorno|zum|vom|le|el|dia|op|den)$/.test(before) ||
      before === 'dia' ||
      (led && wordAt(scan, index - 2) === 'entro');
    if (!led || !isDigits) return null;
    if (scan.language === 'de' && !ordinal.sure) return null;
    if (scan.language === 'nl' && !ordinal.sure && before !== 'op') return null;
    const follows = scan.tokens[next];
    const joinedSign =
      isJoined(scan, next) &&
      /^[%€$£,.:/'-]$/.test(follows?.word ?? '') &&
      /^\d|^%|^€/.test(wordAt(scan, next + 1) + (follows?.word ?? ''));
    if (joinedSign || /^[%€$£]$/.test(follows?.word ?? '')) return null;
    const plainWord =
      follows &&
      /^\p{L}{2,}/u.test(follows.word) &&
      !take(scan, next, 'on', 'at', 'and', 'to', 'days', 'part', 'from', 'of', 'this', 'next');
    if (plainWord || !close) return null;
    if (/^(?:'|,)$/.test(follows?.word ?? '') && /^\d/.test(wordAt(scan, next + 1))) return null;
  }
  const { year, month, day } = civilOf(scan.reference.day);
  for (let ahead = ordinal.value < day ? 1 : 0; ahead < 4; ahead++) {
    const index12 = year * 12 + month - 1 + ahead;
    const date = { year: Math.floor(index12 / 12), month: (index12 % 12) + 1, day: ordinal.value };
    if (isValid(date)) return { next, day: dayOf(date), grain: 'day', openYear: true };
  }
  return null;
}

/** A year alone after a word that asks for one: "in 2016", "nel 2020", "im Jahr 2021". */
export function yearPeriod(scan: Scan, index: number): DateMatch | null {
  if (!/^(?:19|20)\d{2}$/.test(wordAt(scan, index)) || (isJoined(scan, index) && /[\w$€£.,/-]/.test(wordAt(scan, index - 1))))
    return null;
  const before = wordAt(scan, index - 1);
  if (
    !/^(?:in|since|by|of|until|during|year|nel|dal|del|im|jahr|jahre|seit|en|desde|em|de|w|roku|в|с|i|sedan|aar|sinds|sindsdien|depuis|anno|ano|annee|jaar|from|before|after)$/.test(
      before,
    )
  )
    return null;
  const following = scan.tokens[index + 1];
  if (following && isJoined(scan, index + 1) && /^[.,:/%-]$/.test(following.word) && /^\d/.test(wordAt(scan, index + 2)))
    return null;
  if (
    following &&
    /^\p{Ll}{3,}/u.test(following.raw) &&
    /^(?:en|de|of|by|from|dal|del)$/.test(before) &&
    scan.language !== 'fr' &&
    /^(?:by|from|of)$/.test(before)
  )
    return null;
  const year = Number(wordAt(scan, index));
  const next =
    skip(scan, index + 1, 'of') > index + 1 && /^(?:г|году|года|roku|r)$/.test(wordAt(scan, index + 1)) ? index + 2 : index + 1;
  return { next, day: dayOf({ year, month: 1, day: 1 }), lastDay: dayOf({ year, month: 12, day: 31 }), grain: 'year' };
}

/** EOD, COB and the like: the working day's end, five o'clock. */
export function businessDay(scan: Scan, index: number): DateMatch | null {
  const at = wordAt(scan, index);
  let next = 0;
  let kind = '';
  if (/^(?:eod|cob|eob|eow|eom|eoy|eoq)$/.test(at)) {
    kind = at;
    next = index + 1;
  } else if (at === 'close' && wordAt(scan, index + 1) === 'of' && wordAt(scan, index + 2) === 'business') {
    kind = 'cob';
    next = index + 3;
  } else if (
    at === 'c' &&
    wordAt(scan, index + 1) === '.' &&
    wordAt(scan, index + 2) === 'o' &&
    wordAt(scan, index + 4) === 'b'
  ) {
    kind = 'cob';
    next = index + 5 + (wordAt(scan, index + 5) === '.' ? 1 : 0);
  }
  const named = /^(?:year|month|quarter|week)$/.exec(at)?.[0];
  const endAt = wordAt(scan, index + 1) === '-' ? index + 2 : index + 1;
  if (named && scan.language === 'en' && wordAt(scan, endAt) === 'end') {
    kind = `eo${named[0]}`;
    next = endAt + 1;
  }
  if (kind === '') return null;
  const today = scan.reference.day;
  const { year, month } = civilOf(today);
  if (kind === 'eow') return { next, day: today - weekdayOf(today) + (weekdayOf(today) > 4 ? 11 : 4), grain: 'day' };
  if (kind === 'eom')
    return { next, day: dayOf({ year: month === 12 ? year + 1 : year, month: (month % 12) + 1, day: 1 }) - 1, grain: 'day' };
  if (kind === 'eoy') return { next, day: dayOf({ year, month: 12, day: 31 }), grain: 'day' };
  if (kind === 'eoq') {
    const end = Math.floor((month - 1) / 3) * 3 + 4;
    return { next, day: dayOf({ year: end > 12 ? year + 1 : year, month: end > 12 ? 1 : end, day: 1 }) - 1, grain: 'day' };
  }
  return { next, day: null, minutes: 17 * 60, grain: 'minute', part: 'end' };
}
