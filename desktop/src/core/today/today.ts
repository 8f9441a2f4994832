import { findDates } from '@adiuva/reading/dates';
import type { Clock } from '#core/clock.ts';
import { instantsOfDay, toDeviceDay, type AllWorkRows, type DeviceDatabase } from '#core/storage/index.ts';
import type { Capture, CapturedProject, CapturePart, Today } from '#rpc/today.ts';
import { captureOf, type CapturedDay } from './capture.ts';
import { createTodayRepository } from './today-repository.ts';

/** What counts today, and what a line is understood to say. */
export interface TodayDesk {
  read(): Today;
  /** Writes nothing. */
  capture(line: { text: string; ignore?: CapturePart[] | undefined }): Capture;
}

const AHEAD_DAYS = 14;

/** The day so many days after a day, by the calendar. */
function dayAfter({ day, days }: { day: string; days: number }): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function createToday({
  database,
  rows,
  clock,
  timeZone,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  clock: Clock;
  /** This device's. */
  timeZone: () => string;
}): TodayDesk {
  const repository = createTodayRepository({ database, rows });
  const projects = database.db.$client.prepare<[], CapturedProject>(`
    select projects.id, projects.name, clients.name as client_name from projects
    left join clients on clients.id = projects.client_id where projects.status = 'active' order by projects.updated_at desc
  `);

  function daysOf(text: string, now: number): CapturedDay[] {
    const today = instantsOfDay(toDeviceDay(now).day)?.from ?? now;
    return findDates({ text, referenceTime: now, zone: timeZone() }).flatMap(({ iso, start, end }) => {
      const at = iso.includes('T') ? Date.parse(iso) : instantsOfDay(iso)?.from;
      // What is over is no day to do something.
      return at === undefined || Number.isNaN(at) || at < today ? [] : [{ at, start, end }];
    });
  }

  return {
    read() {
      const now = clock.now();
      const { day } = toDeviceDay(now);
      const from = instantsOfDay(day)?.from ?? now;
      return { day, ...repository.read({ day, from, until: dayAfter({ day, days: AHEAD_DAYS + 1 }) }) };
    },
    capture({ text, ignore = [] }) {
      return captureOf({
        text,
        ignore: new Set(ignore),
        days: daysOf(text, clock.now()),
        projects: projects.all(),
      });
    },
  };
}
