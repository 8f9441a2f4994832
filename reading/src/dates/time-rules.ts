import { type DateMatch, isJoined, readNumber, type Scan, skip, take, tokenFrom, wordAt } from './scan.ts';
import { aroundHour, type Clock, clock, halfAfter, ordinalHour, spokenTime } from './spoken-times.ts';

const clockTime = /(\d{1,2})\s?[:hH]\s?(\d{2})(?::(\d{2}))?(?!\d|[.,:]\d)\s*([ap]\.\s?m\.|[ap]\.?m\b|[ap]\b(?!['’]))?/iy;
const dottedTime = /(\d{1,2})\.(\d{2})(?!\d|[.,]\d|\s?[%€$£])\s*([ap]\.\s?m\.|[ap]\.?m\b)?/iy;
const meridiem = /(\d{1,2})\s*([ap]\.\s?m\.|[ap]\.?m\b)/iy;
const hourLetter = /(\d{1,2})\s?[hH](?![\p{L}\d])/uy;
const military = /([01]\d|2[0-3])([0-5]\d)\s*(?:hrs|hours|h)\b/iy;

const zones: Record<string, number> = {
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  bst: 60,
  ist: 330,
  jst: 540,
  msk: 180,
  eet: 120,
  eest: 180,
};

/** A time of day: minutes after midnight (1440 is the day's end), with the zone that was named. Null when there is none. */
export function timeOfDay(scan: Scan, index: number): DateMatch | null {
  const time = figures(scan, index) ?? words(scan, index);
  if (!time) return null;
  const dayPart = partAfter(scan, time.next);
  const minutes =
    dayPart && !time.fixed ? withPart(time.minutes, dayPart.part) : time.fixed ? time.minutes : workingHour(scan, index, time);
  let next = dayPart?.next ?? time.next;
  const zone = zoneAfter(scan, next, scan.text[(scan.tokens[index]?.start ?? 0) - 1] === 'T');
  if (zone) ({ next } = zone);
  return { next, day: null, minutes, grain: 'minute', ...(zone ? { offset: zone.offset } : {}) };
}

/** "at 3" among people who work means the afternoon; "03:00" and times in 24 hours mean what they say. */
function workingHour(scan: Scan, index: number, time: Clock): number {
  const text = scan.text.slice(scan.tokens[index]?.start ?? 0, scan.tokens[time.next - 1]?.end ?? 0);
  const plain =
    !/^\D*0\d/.test(text) && (scan.language === 'en' || !/\d[:.hH]\d/.test(text)) && !take(scan, time.next - 1, 'clock');
  return plain && time.minutes >= 60 && time.minutes < 420 ? time.minutes + 720 : time.minutes;
}

function figures(scan: Scan, index: number): Clock | null {
  const start = skip(scan, index, 'at');
  const lead = start > index;
  const token = scan.tokens[start];
  if (!token || !/^\d/.test(token.word) || /[\w.$€£#/:]/.test(leftOf(scan, token.start))) return null;
  const run = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = token.start;
    return pattern.exec(scan.text);
  };
  const done = (match: RegExpExecArray, value: { minutes: number; fixed: boolean } | null): Clock | null =>
    value && { ...value, next: tokenFrom(scan, start, token.start + match[0].trimEnd().length) };
  const exact = run(clockTime);
  if (exact) return done(exact, clock({ hour: Number(exact[1]), minute: Number(exact[2]), half: exact[4] }));
  const half = run(meridiem);
  if (half && Number(half[1]) >= 1 && (scan.language === 'en' || !/\sam$/i.test(half[0])))
    return done(half, clock({ hour: Number(half[1]), minute: 0, half: half[2] }));
  const hours = run(military);
  if (hours && scan.language === 'en')
    return done(hours, clock({ hour: Number(hours[1]), minute: Number(hours[2]), half: undefined }));
  const dots = run(dottedTime);
  if (dots) {
    const end = tokenFrom(scan, start, token.start + dots[0].trimEnd().length);
    const unit = take(scan, end, 'clock');
    const said = lead && isClockLead(scan, index, start);
    const value = dots[3] || unit || said ? clock({ hour: Number(dots[1]), minute: Number(dots[2]), half: dots[3] }) : null;
    return value && { ...value, next: unit ? unit.next : end };
  }
  const letter = scan.language === 'en' ? null : run(hourLetter);
  if (letter) return done(letter, clock({ hour: Number(letter[1]), minute: 0, half: undefined }));
  return null;
}

/** A preposition that can only introduce a time ("alle", "um", "kl", "às"), or any before a time in a language that dots its times. */
function isClockLead(scan: Scan, index: number, start: number): boolean {
  const phrase = scan.tokens
    .slice(index, start)
    .map((token) => token.word)
    .join(' ');
  return (
    /^(?:alle|alle ore|ore|dalle|verso le|entro le|dopo le|prima delle|per le|intorno alle|um|gegen|bis um|ab um|a las|a la|as|ate as|pelas|das|om|rond|kl|klockan|o|o godz|o godzinie|godz|godzina|в|к|около|a)$/.test(
      phrase,
    ) && !(scan.language === 'en')
  );
}

/** The letter before a figure; the T of an ISO time is as good as a space. */
function leftOf(scan: Scan, start: number): string {
  const letter = scan.text[start - 1] ?? ' ';
  return letter === 'T' && /\d/.test(scan.text[start - 2] ?? ' ') ? ' ' : letter;
}

function words(scan: Scan, index: number): Clock | null {
  const start = skip(scan, index, 'at');
  const lead = start > index;
  const named = take(scan, start, 'clockWord') ?? take(scan, index, 'clockWord');
  if (named) return { minutes: Number(named.value), next: named.next, fixed: true };
  const spoken = scan.language === 'en' ? spokenTime(scan, start, lead) : null;
  if (spoken) return spoken;
  const around = aroundHour(scan, start);
  if (around) return around;
  const number = readNumber(scan, start) ?? ordinalHour(scan, start, lead);
  if (!number || !Number.isInteger(number.value) || number.value > 24 || number.value < 0) return null;
  const hour = number.value;
  const unit = take(scan, number.next, 'clock');
  if (unit && !(scan.language === 'en' && /^(?:hours|h)$/.test(wordAt(scan, number.next))))
    return hourWithMinutes(scan, { hour, next: unit.next });
  const suffix = take(scan, number.next, 'halfPast', 'quarterPast', 'quarterTo');
  if (suffix && scan.language !== 'de' && scan.language !== 'nl' && scan.language !== 'sv') {
    const shift = suffix.sense === 'halfPast' ? 30 : suffix.sense === 'quarterPast' ? 15 : -15;
    return { minutes: (hour * 60 + shift + 1440) % 1440, next: suffix.next, fixed: hour > 12 };
  }
  const dayPart = partAfter(scan, number.next);
  if (
    dayPart &&
    (lead || !number.digits || dayPart.marked) &&
    hour >= 1 &&
    hour <= 12 &&
    !(scan.language === 'en' && !lead && !dayPart.marked)
  )
    return { minutes: hour * 60, next: number.next, fixed: false };
  if (!lead || !bareHourAllowed(scan, { index, start, next: number.next, hour, digits: number.digits })) return null;
  return { minutes: hour * 60, next: number.next, fixed: hour > 12 };
}

/** "15 Uhr 30", "8 heures 15", "15 часов 30 минут". */
function hourWithMinutes(scan: Scan, { hour, next }: { hour: number; next: number }): Clock {
  const half = scan.language === 'en' ? halfAfter(scan, next) : null;
  const told = half && clock({ hour, minute: 0, half: half.half });
  if (half && told) return { ...told, next: half.next };
  const shift = take(scan, next, 'halfPast', 'quarterPast', 'quarterTo');
  if (shift)
    return {
      minutes: (hour * 60 + (shift.sense === 'halfPast' ? 30 : shift.sense === 'quarterPast' ? 15 : -15) + 1440) % 1440,
      next: shift.next,
      fixed: hour > 12,
    };
  const minutes = readNumber(scan, next);
  if (
    minutes?.digits &&
    minutes.value < 60 &&
    /^\d{2}$/.test(wordAt(scan, next)) &&
    !take(scan, minutes.next, 'month', 'unit', 'monthShort')
  )
    return { minutes: hour * 60 + minutes.value, next: minutes.next, fixed: hour > 12 };
  if (minutes && minutes.value < 60 && take(scan, minutes.next, 'unit')?.value === 'minute')
    return {
      minutes: hour * 60 + minutes.value,
      next: (take(scan, minutes.next, 'unit') as { next: number }).next,
      fixed: hour > 12,
    };
  return { minutes: hour * 60, next, fixed: hour > 12 };
}

/** "at 3" is a time where nothing that is counted or paid follows. */
function bareHourAllowed(
  scan: Scan,
  { index, start, next, hour, digits }: { index: number; start: number; next: number; hour: number; digits: boolean },
): boolean {
  const lead = scan.tokens
    .slice(index, start)
    .map((token) => token.word)
    .join(' ');
  const sure =
    /^(?:at|@|alle|alle ore|ore|dalle|verso le|entro le|prima delle|dopo le|intorno alle|all'|um|a las|as|pelas|por volta das|ate as|om|kl|klockan|o godz|o godzinie|godz|o|godzina|a partir das|desde las|hasta las|antes de las|sobre las|a eso de las|das|antes das)$/.test(
      lead,
    );
  if (!sure || (!digits && hour < 1)) return false;
  const after = scan.tokens[next];
  if (!after) return true;
  if (isJoined(scan, next) && /^[%$€£.,/-]$/.test(after.word) && /^[\d]/.test(wordAt(scan, next + 1))) return false;
  if (/^[%€$£]$/.test(after.word)) return false;
  if (!/^\p{L}/u.test(after.word)) return true;
  if (take(scan, next, 'unit', 'month')) return false;
  if (take(scan, next, 'on', 'days', 'part', 'weekday', 'weekdayShort', 'to', 'and', 'this', 'next', 'tonight', 'at', 'clock'))
    return true;
  return /^(?:in|at|or|if|please|sharp|with|when|so|but|works|is|for|oppure|o|se|per|con|oder|mit|wenn|ou|si|pour|avec|con|para|com|of|met|voor|lub|jesli|med|eller|если|или|est|et)$/.test(
    after.word,
  );
}

/** A part of the day after a time: "in the morning", "di sera", "nachmittags". `marked` tells that a word ties it to the hour. */
function partAfter(scan: Scan, index: number): { part: string; next: number; marked: boolean } | null {
  let at = index;
  if (/^(?:in|of|at|de|del|della|di|am|da|a|w|in)$/.test(wordAt(scan, at)) && !take(scan, at, 'part')) at++;
  if (/^(?:the|la|der|de)$/.test(wordAt(scan, at)) && at > index) at++;
  if (scan.language === 'ru' && wordAt(scan, index) === 'дня') return { part: 'afternoon', next: index + 1, marked: true };
  const part = take(scan, at, 'part') ?? take(scan, index, 'part');
  if (!part) return null;
  return {
    part: part.value,
    next: part.next,
    marked:
      part.next - index > 1 ||
      scan.language === 'ru' ||
      scan.language === 'de' ||
      scan.language === 'pl' ||
      scan.language === 'nl',
  };
}

/** The hour that a part of the day means. */
export function withPart(minutes: number, part: string): number {
  if (minutes >= 720 && part !== 'morning')
    return minutes >= 1440 ? minutes : part === 'night' && minutes < 780 ? minutes - 720 : minutes;
  if (part === 'afternoon' || part === 'evening') return minutes < 720 ? minutes + 720 : minutes;
  if (part === 'night') return minutes >= 300 && minutes < 720 ? minutes + 720 : minutes;
  return minutes >= 720 && minutes < 780 ? minutes - 720 : minutes;
}

function zoneAfter(scan: Scan, index: number, isIso: boolean): { offset: number; next: number } | null {
  const word = scan.tokens[index];
  const numeric = /^([+-])(\d{2}):?(\d{2})(?!\d)/.exec(
    scan.text.slice(scan.tokens[index - 1]?.end ?? 0, (scan.tokens[index - 1]?.end ?? 0) + 7),
  );
  if (numeric && Number(numeric[2]) < 15 && (numeric[1] === '+' || isIso)) {
    const end = (scan.tokens[index - 1]?.end ?? 0) + numeric[0].length;
    return {
      offset: (Number(numeric[2]) * 60 + Number(numeric[3])) * (numeric[1] === '-' ? -1 : 1),
      next: tokenFrom(scan, index, end),
    };
  }
  if (!word || !/^[A-Z]{1,4}$/.test(word.raw)) return null;
  const offset = zones[word.word];
  return offset === undefined || (word.raw === 'Z' && !isJoined(scan, index)) ? null : { offset, next: index + 1 };
}
