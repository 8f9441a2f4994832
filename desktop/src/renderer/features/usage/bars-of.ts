import type { UsageReading } from '#rpc/usage.ts';
import { addDays } from '#renderer/days/index.ts';

export interface Bar {
  day: string;
  value: number;
  /** Of the highest, 0 to 1. */
  share: number;
}

/** More than this many days are not told apart: the newest are shown. */
const MOST = 366;

/** A bar a day from the first to the last, days without a call among them; by cost, or by tokens where nothing cost anything. */
export function barsOf(days: UsageReading['by_day']): { bars: Bar[]; measure: 'cost' | 'tokens' } {
  const measure = days.some(({ cost_usd: cost }) => cost > 0) ? 'cost' : 'tokens';
  const values = new Map(
    days.map((day) => [day.key, measure === 'cost' ? day.cost_usd : day.input_tokens + day.output_tokens] as const),
  );
  const [first, last] = [days[0]?.key, days.at(-1)?.key];
  const bars: Bar[] = [];
  const highest = Math.max(...values.values(), 0);
  if (first === undefined || last === undefined) return { bars, measure };
  for (let day = last; day >= first && bars.length < MOST; day = addDays(day, -1)) {
    const value = values.get(day) ?? 0;
    bars.push({ day, value, share: highest === 0 ? 0 : value / highest });
  }
  return { bars: bars.toReversed(), measure };
}
