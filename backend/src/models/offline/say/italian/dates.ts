import { type Day, partsOf, weekdayOf } from '#backend/models/offline/dates/calendar.ts';
import { unchanged } from './words.ts';

const weekdays = ['', 'lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom'];
const months = ['', 'gen', 'feb', 'mar', 'apr', 'mag', 'giu', 'lug', 'ago', 'set', 'ott', 'nov', 'dic'];

/** "ven 27 nov", with the year when it is not this one. */
export function sayDay({ day, today }: { day: Day; today: Day | undefined }): string {
  const { year, month, date } = partsOf(day);
  const words = `${weekdays[weekdayOf(day)] ?? ''} ${date} ${months[month] ?? ''}`;
  return today !== undefined && today.slice(0, 4) === day.slice(0, 4) ? words : `${words} ${year}`;
}

/** "ven 27 nov alle 15:30". */
export function sayDue({ due, today }: { due: string; today: Day | undefined }): string {
  const time = due.slice(11, 16);
  const day = sayDay({ day: due.slice(0, 10), today });
  if (time.length !== 5) return day;
  return `${day} ${time.startsWith('01:') ? `all’${time.replace(/^0/, '')}` : `alle ${time}`}`;
}

/** A day was meant, and the message came without today's date. */
export const noToday = (): string =>
  `Non so dire quale giorno sia, perché il messaggio è arrivato senza la data di oggi. Scrivi il giorno così: 2026-12-24. ${unchanged}`;

export const noSuchDay = (): string =>
  `Questo giorno non esiste nel calendario. Scrivi il giorno come “venerdì”, “24 dicembre” o “2026-12-24”. ${unchanged}`;
