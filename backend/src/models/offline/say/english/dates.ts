import { type Day, partsOf, weekdayOf } from '#backend/models/offline/dates/calendar.ts';

const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Fri 27 Nov", with the year when it is not this one. */
export function sayDay({ day, today }: { day: Day; today: Day | undefined }): string {
  const { year, month, date } = partsOf(day);
  const words = `${weekdays[weekdayOf(day)] ?? ''} ${date} ${months[month] ?? ''}`;
  return today !== undefined && today.slice(0, 4) === day.slice(0, 4) ? words : `${words} ${year}`;
}

/** A due date as a tool gives it, `2026-11-27` or `2026-11-27T15:30`: "Fri 27 Nov at 15:30". */
export function sayDue({ due, today }: { due: string; today: Day | undefined }): string {
  const time = due.slice(11, 16);
  const day = sayDay({ day: due.slice(0, 10), today });
  return time.length === 5 ? `${day} at ${time}` : day;
}

/** A day was meant, and the message came without today's date. */
export const noToday = (): string =>
  'I cannot tell which day that is, because this message came without today’s date. Please give the day as 2026-12-24. Nothing was changed.';

export const noSuchDay = (): string =>
  'There is no such day in the calendar. Please give the day like “Friday”, “24 December” or “2026-12-24”. Nothing was changed.';
