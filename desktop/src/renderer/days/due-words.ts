import { dayInWords, dayOf, daysBetween, timeOf } from './day.ts';

export type DueTone = 'late' | 'today' | 'plain';

export interface DueWords {
  text: string;
  tone: DueTone;
  /** The whole date, for a title. */
  full: string;
}

/** A due date as a row shows it. A task that is done is never late. */
export function dueWords({ due, now, zone, done }: { due: number; now: number; zone: string; done: boolean }): DueWords {
  const day = dayOf({ instant: due, zone });
  const today = dayOf({ instant: now, zone });
  const time = timeOf({ instant: due, zone });
  const away = daysBetween({ from: today, to: day });
  const at = time === undefined ? '' : ` ${time}`;
  const full = `${dayInWords({ day, today, long: true })}${at}`;
  if (done) return { text: dayInWords({ day, today }), tone: 'plain', full };
  if (away < -60) return { text: `Overdue since ${dayInWords({ day, today }).replace(/^\S+ /, '')}`, tone: 'late', full };
  if (away < 0) return { text: away === -1 ? '1 day overdue' : `${-away} days overdue`, tone: 'late', full };
  if (away === 0) return { text: `Today${at}`, tone: time !== undefined && due < now ? 'late' : 'today', full };
  if (away === 1) return { text: `Tomorrow${at}`, tone: 'plain', full };
  if (away < 7) return { text: `${dayInWords({ day, today, long: true }).split(' ')[0]}${at}`, tone: 'plain', full };
  return { text: dayInWords({ day, today }), tone: 'plain', full };
}

export type DueGroup = 'Overdue' | 'Before today' | 'Today' | 'Tomorrow' | 'Next 7 days' | 'Later' | 'No date';

/** The heading that a task stands under when tasks are sorted by due date. */
export function dueGroup({ due, now, zone, open }: { due: number | null; now: number; zone: string; open: boolean }): DueGroup {
  if (due === null) return 'No date';
  const away = daysBetween({ from: dayOf({ instant: now, zone }), to: dayOf({ instant: due, zone }) });
  if (away < 0) return open ? 'Overdue' : 'Before today';
  if (away === 0) return 'Today';
  if (away === 1) return 'Tomorrow';
  return away < 7 ? 'Next 7 days' : 'Later';
}
