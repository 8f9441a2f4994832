import type { UsageReading } from '#rpc/usage.ts';
import { type Day, dayInWords } from '#renderer/days/index.ts';
import { costInWords } from '#renderer/usage-words.ts';
import { classNames } from '#renderer/ui/index.ts';
import { barsOf } from './bars-of.ts';

const HEIGHT = 96;
const STEP = 14;
/** Fewer bars than this do not fill the width. */
const NARROWEST = 14;

/** What each day cost, or used where nothing costs anything; the same numbers stand in a table. */
export function DayChart({ days, today }: { days: UsageReading['by_day']; today: Day }) {
  const named = (day: Day | undefined): string => (day === undefined ? '' : dayInWords({ day, today }));
  const { bars, measure } = barsOf(days);
  const words = (value: number) => (measure === 'cost' ? costInWords(value) : `${value.toLocaleString('en')} tokens`);
  const [first, last] = [bars[0], bars.at(-1)];
  const highest = bars.reduce((most, bar) => (bar.value > most.value ? bar : most), bars[0] ?? { day: '', value: 0, share: 0 });
  return (
    <div className="flex flex-col gap-2 rounded-l border border-line bg-raised px-4 pt-3 pb-2.5 shadow-field">
      <svg
        role="img"
        aria-label={`${measure === 'cost' ? 'Cost' : 'Tokens'} by day, from ${named(first?.day)} to ${named(last?.day)}. Most on ${named(highest.day)}: ${words(highest.value)}.`}
        viewBox={`0 0 ${Math.max(bars.length, NARROWEST) * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-24 w-full text-accent"
      >
        {bars.map(({ day, value, share }, at) => (
          <rect
            key={day}
            x={at * STEP + 2}
            y={HEIGHT - Math.max(value > 0 ? 2 : 0.5, share * HEIGHT)}
            width={STEP - 4}
            height={Math.max(value > 0 ? 2 : 0.5, share * HEIGHT)}
            rx={1.5}
            className="fill-current"
          >
            <title>{`${named(day)}: ${words(value)}`}</title>
          </rect>
        ))}
      </svg>
      <p className={classNames('flex gap-x-1.5 text-12 text-ink-3 nums', bars.length >= NARROWEST && 'justify-between')}>
        <span>{named(first?.day)}</span>
        {bars.length > 1 && bars.length < NARROWEST && <span>to</span>}
        {bars.length > 1 && <span>{named(last?.day)}</span>}
      </p>
      <details className="text-12">
        <summary className="w-fit cursor-default text-ink-2">As a table</summary>
        <table className="mt-1.5 w-full max-w-md nums">
          <thead className="text-ink-3">
            <tr>
              {['Day', 'Calls', 'Tokens', 'Cost'].map((name, at) => (
                <th key={name} scope="col" className={`py-0.5 font-normal ${at === 0 ? 'text-left' : 'text-right'}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.key} className="border-t border-line">
                <th scope="row" className="py-0.5 text-left font-normal">
                  {named(day.key)}
                </th>
                <td className="text-right">{day.calls.toLocaleString('en')}</td>
                <td className="text-right">{(day.input_tokens + day.output_tokens).toLocaleString('en')}</td>
                <td className="text-right">{costInWords(day.cost_usd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
