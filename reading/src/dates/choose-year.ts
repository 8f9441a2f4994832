import { civilOf, dayOf, isValid, weekdayOf } from './civil-day.ts';
import { type Scan, take } from './scan.ts';

/** Two figures to a year of our time. */
export function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** A day and month without a year: the coming one, or the one whose weekday fits; the past one after "since". */
export function chooseYear({
  scan,
  month,
  day,
  weekday,
  past = false,
}: {
  scan: Scan;
  month: number;
  day: number;
  weekday?: number | undefined;
  past?: boolean;
}): number | null {
  const { year } = civilOf(scan.reference.day);
  if (weekday !== undefined) {
    for (const candidate of [year, year + 1, year - 1, year + 2, year - 2]) {
      if (isValid({ year: candidate, month, day }) && weekdayOf(dayOf({ year: candidate, month, day })) === weekday)
        return dayOf({ year: candidate, month, day });
    }
  }
  const order = past ? [year, year - 1, year - 2, year - 3, year - 4] : [year, year + 1, year + 2, year + 3, year + 4];
  for (const candidate of order) {
    if (!isValid({ year: candidate, month, day })) continue;
    const chosen = dayOf({ year: candidate, month, day });
    if (past ? chosen <= scan.reference.day : chosen >= scan.reference.day) return chosen;
  }
  return null;
}

/** "since", "dal", "seit" before a token: what follows lies in the past. */
export function isAfterSince(scan: Scan, index: number): boolean {
  const before = take(scan, index - 1, 'since') ?? take(scan, index - 2, 'since');
  if (!before || before.next < index) return false;
  return /^(?:en|de|fr|nl|es|sv|pt)$/.test(scan.language);
}
