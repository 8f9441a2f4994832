import { readNumber, readOrdinal, type Scan, skip, take, wordAt } from './scan.ts';

/** A time on the clock; `fixed` tells that its half of the day is known. */
export type Clock = { minutes: number; next: number; fixed: boolean };

export function clock({
  hour,
  minute,
  half,
}: {
  hour: number;
  minute: number;
  half: string | undefined;
}): { minutes: number; fixed: boolean } | null {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  if (!half) return { minutes: hour * 60 + minute, fixed: hour > 12 || hour === 0 };
  if (hour > 12) return hour < 24 ? { minutes: hour * 60 + minute, fixed: true } : null;
  return { minutes: ((hour % 12) + (/^p/i.test(half) ? 12 : 0)) * 60 + minute, fixed: true };
}

/** "seven thirty am", "ten-thirty", "seven pm", "5 thirty". */
export function spokenTime(scan: Scan, index: number, lead: boolean): Clock | null {
  const hour = readNumber(scan, index);
  if (
    !hour ||
    hour.value < 1 ||
    hour.value > 12 ||
    !Number.isInteger(hour.value) ||
    /^(?:a|an|couple|few)$/.test(wordAt(scan, index))
  )
    return null;
  let at = wordAt(scan, hour.next) === '-' ? hour.next + 1 : hour.next;
  if (wordAt(scan, at) === 'oh' || wordAt(scan, at) === 'o') at++;
  const minute = readNumber(scan, at);
  const spoken =
    minute &&
    !minute.digits &&
    minute.value >= 1 &&
    minute.value < 60 &&
    Number.isInteger(minute.value) &&
    wordAt(scan, at).length > 2
      ? minute
      : null;
  const next = spoken?.next ?? hour.next;
  const half = halfAfter(scan, next);
  if (!half && !(spoken && !hour.digits && (lead || (spoken.value % 15 === 0 && wordAt(scan, hour.next) === '-')))) return null;
  if (!half && take(scan, next, 'unit')) return null;
  if (hour.digits && !spoken) return null;
  const value = clock({ hour: hour.value, minute: spoken?.value ?? 0, half: half?.half });
  return value && { ...value, next: half?.next ?? next };
}

/** "am", "p.m.", "pm" after a spoken hour. */
export function halfAfter(scan: Scan, index: number): { half: string; next: number } | null {
  const word = wordAt(scan, index);
  if (word === 'am' || word === 'pm') return { half: word, next: index + 1 };
  if ((word === 'a' || word === 'p') && wordAt(scan, index + 1) === '.' && wordAt(scan, index + 2) === 'm')
    return { half: word, next: index + 3 + (wordAt(scan, index + 3) === '.' ? 1 : 0) };
  return null;
}

/** Polish says hours as ordinals. */
export function ordinalHour(scan: Scan, index: number, lead: boolean): { value: number; next: number; digits: boolean } | null {
  if (scan.language !== 'pl' || !lead) return null;
  const ordinal = readOrdinal(scan, index);
  return ordinal && { value: ordinal.value, next: ordinal.next, digits: false };
}

/** "half past three", "quarter to 5", "ten past two", "halb vier", "kwart voor drie", "без четверти три". */
export function aroundHour(scan: Scan, index: number): Clock | null {
  const hourAt = (at: number): { hour: number; next: number } | null => {
    const number = readNumber(scan, at) ?? (scan.language === 'ru' || scan.language === 'pl' ? readOrdinal(scan, at) : null);
    if (!number || number.value < 1 || number.value > 24 || !Number.isInteger(number.value)) return null;
    return { hour: number.value, next: skip(scan, number.next, 'clock') };
  };
  const half = take(scan, index, 'halfBefore');
  if (half) {
    const hour = hourAt(half.next);
    return hour && hour.hour <= 12 ? { minutes: (hour.hour * 60 - 30 + 1440) % 1440, next: hour.next, fixed: false } : null;
  }
  const quarter = take(scan, index, 'quarterPast', 'quarterTo');
  if (quarter) {
    const hour = hourAt(quarter.next);
    if (!hour) return null;
    const shift = scan.language === 'ru' && quarter.sense === 'quarterPast' ? -45 : quarter.sense === 'quarterPast' ? 15 : -15;
    return { minutes: (hour.hour * 60 + shift + 1440) % 1440, next: hour.next, fixed: hour.hour > 12 };
  }
  if (!/^(?:en|nl|de|sv)$/.test(scan.language)) return null;
  const isEnglish = scan.language === 'en';
  const word = wordAt(scan, index);
  let minutes: number | null = null;
  let next = index;
  if (isEnglish && word === 'half') [minutes, next] = [30, index + 1];
  else if (isEnglish && (word === 'quarter' || (word === 'a' && wordAt(scan, index + 1) === 'quarter')))
    [minutes, next] = [15, index + (word === 'a' ? 2 : 1)];
  else {
    const number = readNumber(scan, index);
    if (number && Number.isInteger(number.value) && number.value > 1 && number.value < 60)
      [minutes, next] = [number.value, number.next];
    const unit = take(scan, next, 'unit');
    if (minutes !== null && unit?.value === 'minute') ({ next } = unit);
  }
  if (minutes === null) return null;
  const direction = take(scan, next, 'past', 'before');
  if (
    !direction ||
    (isEnglish && minutes === 30 && word !== 'half' && direction.sense === 'past' && wordAt(scan, next) === 'after')
  )
    return null;
  if (isEnglish && wordAt(scan, next) === 'after' && word !== 'quarter') return null;
  const hour = hourAt(direction.next);
  if (!hour || hour.hour > 12 || (!isEnglish && readNumber(scan, direction.next)?.digits && minutes > 30)) return null;
  if (isEnglish && direction.sense === 'before' && /^\d/.test(word) && minutes % 5 !== 0) return null;
  const meridian = isEnglish ? halfAfter(scan, hour.next) : null;
  if (meridian) {
    const base = ((hour.hour % 12) + (meridian.half.startsWith('p') ? 12 : 0)) * 60;
    return {
      minutes: (base + (direction.sense === 'past' ? minutes : -minutes) + 1440) % 1440,
      next: meridian.next,
      fixed: true,
    };
  }
  if (isEnglish && /^\d+$/.test(word) && wordAt(scan, next) === 'to' && /^\d+$/.test(wordAt(scan, direction.next))) return null;
  return {
    minutes: (hour.hour * 60 + (direction.sense === 'past' ? minutes : -minutes) + 1440) % 1440,
    next: hour.next,
    fixed: false,
  };
}
