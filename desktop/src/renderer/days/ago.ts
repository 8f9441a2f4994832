import { dayInWords, dayOf, daysBetween } from './day.ts';

function clockTime(instant: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(instant);
}

/** A past instant as a list shows it: `Now`, `5 min`, `14:02`, `Yesterday 14:02`, `Fri 6 Mar 14:02`. */
export function agoInWords({ instant, now, zone }: { instant: number; now: number; zone: string }): string {
  const minutes = Math.floor((now - instant) / 60_000);
  if (minutes < 1) return 'Now';
  if (minutes < 60) return `${minutes} min ago`;
  const today = dayOf({ instant: now, zone });
  const day = dayOf({ instant, zone });
  const away = daysBetween({ from: day, to: today });
  if (away <= 0) return clockTime(instant, zone);
  if (away === 1) return `Yesterday ${clockTime(instant, zone)}`;
  return `${dayInWords({ day, today })} ${clockTime(instant, zone)}`;
}

/** The same inside a sentence: `just now`, `yesterday 14:02`. */
export function agoInside(moment: { instant: number; now: number; zone: string }): string {
  return agoInWords(moment)
    .replace(/^Now$/, 'just now')
    .replace(/^Yesterday/, 'yesterday');
}

/** A length of time as a tool's card shows it: `8 ms`, `1.2 s`, `2 min`. */
export function durationInWords(ms: number): string {
  if (ms < 1_000) return `${Math.max(1, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

/** A past instant that stands alone, such as a backup's: `Today 14:02`, `Yesterday 14:02`, `Fri 6 Mar 14:02`. */
export function momentInWords({ instant, now, zone }: { instant: number; now: number; zone: string }): string {
  const today = dayOf({ instant: now, zone });
  const day = dayOf({ instant, zone });
  const away = daysBetween({ from: day, to: today });
  const name = away === 0 ? 'Today' : away === 1 ? 'Yesterday' : dayInWords({ day, today });
  return `${name} ${clockTime(instant, zone)}`;
}
