/** A moment from a mail's date field: UTC, and the zone it was written in. */
export type HeaderDate = { iso: string; zone: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC; names other than these mean nothing (RFC 5322 4.3). */
const zones: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
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
  met: 60,
  mest: 120,
  mez: 60,
  mesz: 120,
  bst: 60,
  eet: 120,
  eest: 180,
  msk: 180,
  jst: 540,
  ist: 330,
  hst: -600,
  akst: -540,
  akdt: -480,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  sast: 120,
};

/** Reads what `Date:` fields hold: RFC 5322, its obsolete forms, ctime, ISO, and the usual mistakes. */
export function parseDateHeader(raw: string): HeaderDate | null {
  const text = raw
    .slice(0, 300)
    .replace(/\([^)]*\)?/g, (comment) =>
      /[+-]\d{4}/.test(raw.replace(comment, '')) || !/[A-Z]{2,4}/.test(comment) ? ' ' : ` ${comment.slice(1, -1)} `,
    )
    .trim();
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)?\s*([+-]\d{2}:?\d{2}|[A-Za-z]{1,4})?/.exec(
      text,
    );
  if (iso)
    return moment({
      year: Number(iso[1]),
      month: Number(iso[2]) - 1,
      day: Number(iso[3]),
      time: [iso[4], iso[5], iso[6]],
      zone: iso[7],
    });
  const clock = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap]\.?m\.?)?/i.exec(text);
  const time: [string | undefined, string | undefined, string | undefined] = clock
    ? [clock[1], clock[2], clock[3]]
    : [undefined, undefined, undefined];
  if (clock?.[4]) time[0] = String((Number(clock[1]) % 12) + (/^p/i.test(clock[4]) ? 12 : 0));
  const rest = clock ? text.slice(0, clock.index) + ' @ ' + text.slice(clock.index + clock[0].length) : text;
  const zone =
    /@\s*([+-]\s?\d{1,2}:?\d{2}|(?:GMT|UTC)\s?[+-]\d{1,2}:?\d{0,2}|[A-Za-z]{1,5}\b)/.exec(rest)?.[1] ??
    /\s([+-]\d{4})\b/.exec(rest)?.[1];
  const dayFirst = /(\d{1,2})(?:st|nd|rd|th|\.)?[\s,-]*([A-Za-z]{3,9})\.?[\s,-]*(\d{2,4})?/.exec(rest);
  const monthFirst = /\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b/.exec(rest);
  let day: number | null = null;
  let month = -1;
  let year: number | null = null;
  if (dayFirst && months.includes((dayFirst[2] as string).slice(0, 3).toLowerCase())) {
    day = Number(dayFirst[1]);
    month = months.indexOf((dayFirst[2] as string).slice(0, 3).toLowerCase());
    if (dayFirst[3]) year = Number(dayFirst[3]);
  } else if (monthFirst && months.includes((monthFirst[1] as string).slice(0, 3).toLowerCase())) {
    day = Number(monthFirst[2]);
    month = months.indexOf((monthFirst[1] as string).slice(0, 3).toLowerCase());
  } else {
    const numeric = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})\b/.exec(rest);
    if (!numeric) return null;
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    const dayLeads = numeric[0].includes('.') || first > 12;
    day = dayLeads ? first : second;
    month = (dayLeads ? second : first) - 1;
    year = Number(numeric[3]);
  }
  if (year === null) year = Number(/\b((?:19|20)\d{2})\b/.exec(rest)?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) return null;
  if (year < 50) year += 2000;
  else if (year < 1000) year += 1900;
  return moment({ year, month, day, time, zone });
}

type Parts = { year: number; month: number; day: number; time: (string | undefined)[]; zone: string | undefined };

function moment({ year, month, day, time, zone }: Parts): HeaderDate | null {
  const [hour, minute, second] = time.map((part) => Number(part ?? 0)) as [number, number, number];
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  const offset = zoneMinutes(zone);
  const at = Date.UTC(year, month, day, hour, minute, Math.min(second, 59)) - offset * 60_000;
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return null;
  const sign = offset < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return {
    iso: new Date(at).toISOString().replace('.000Z', 'Z'),
    zone: `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`,
  };
}

function zoneMinutes(zone: string | undefined): number {
  if (!zone) return 0;
  const numeric = /([+-])\s?(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return Math.abs(minutes) > 1439 ? 0 : minutes * (numeric[1] === '-' ? -1 : 1);
  }
  return zones[zone.toLowerCase()] ?? 0;
}
