import { ChartNoAxesColumn } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { UsagePeriod, UsageReading, UsageSums } from '#rpc/usage.ts';
import type { AppViewProps } from '#renderer/app-view.ts';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { agoInWords, type Day, dayOf } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { hrefOf } from '#renderer/routes.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import { Button, EmptyState, Problem, Section, Segments } from '#renderer/ui/index.ts';
import { costInWords } from '#renderer/usage-words.ts';
import { DayChart } from './day-chart.tsx';

const periods: readonly { value: UsagePeriod; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'year', label: 'Year' },
  { value: 'all', label: 'Ever' },
];

/** What the models used and cost. */
export function UsageView({ zone }: Pick<AppViewProps, 'zone'>) {
  const { core } = useAppPowers();
  const now = useNow(30_000);
  const [period, setPeriod] = useState<UsagePeriod>('month');
  const [reading, setReading] = useState<UsageReading>();
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const answer = await core.rpc.usage.read({ period });
        if (!current) return;
        setReading(answer);
        setFailure(undefined);
      } catch (error) {
        if (!current) return;
        setReading(undefined);
        setFailure(failureOf(error));
      }
    };
    void read();
    return () => {
      current = false;
    };
    // Each try reads again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [core, period, tries]);
  const shown = reading?.period === period ? reading : undefined;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <div className="mx-auto flex max-w-3xl flex-col gap-7 px-6 pt-4 pb-12 max-wide:px-4">
        <header className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-22 font-semibold tracking-[-0.018em]">Usage</h1>
          <div className="flex flex-wrap items-center gap-2">
            <Segments label="Period" value={period} segments={periods} onChoose={setPeriod} />
            <Button onClick={() => setTries(tries + 1)}>Read again</Button>
          </div>
        </header>
        {failure && <Problem onRetry={() => setTries(tries + 1)}>{failure.sentence}</Problem>}
        {!shown && !failure && <Reading label="Asking the backend…" />}
        {shown?.away !== undefined && (
          <p role="status" className="rounded-m bg-today-soft px-3 py-2 text-13 text-today">
            {shown.away} This is what it said {agoInWords({ instant: shown.at, now, zone })}.
          </p>
        )}
        {shown && shown.total.calls === 0 && (
          <EmptyState icon={<ChartNoAxesColumn />} title="No model was asked in this time">
            The offline model costs nothing. What others use and cost stands here as soon as one is asked.
          </EmptyState>
        )}
        {shown && shown.total.calls > 0 && <Sums reading={shown} today={dayOf({ instant: now, zone })} />}
      </div>
    </div>
  );
}

function Sums({ reading, today }: { reading: UsageReading; today: Day }) {
  const { total, by_day: days, by_model: models, by_session: sessions } = reading;
  return (
    <>
      <h2 className="sr-only">What was used</h2>
      <Totals total={total} />
      {days.length > 0 && (
        <Section title="By day">
          <DayChart days={days} today={today} />
        </Section>
      )}
      <Section title="By model">
        <SumTable first="Model" rows={models} nameOf={({ key }) => (key === 'offline:rules' ? 'Offline' : key)} />
      </Section>
      <Section
        title="By conversation"
        lead="What the model was asked for itself, and conversations of other devices, stand without a name."
      >
        <SumTable first="Conversation" rows={sessions} nameOf={conversationName} />
      </Section>
    </>
  );
}

const number = (count: number): string => count.toLocaleString('en');

function Totals({ total }: { total: UsageSums }) {
  const share = total.input_tokens === 0 ? 0 : Math.round((total.cached_input_tokens / total.input_tokens) * 100);
  const facts = [
    { name: 'Cost', value: costInWords(total.cost_usd) },
    { name: 'Tokens read', value: number(total.input_tokens), more: share > 0 ? `${share}% from the cache` : undefined },
    { name: 'Tokens written', value: number(total.output_tokens) },
    {
      name: 'Calls',
      value: number(total.calls),
      more: total.failed_calls > 0 ? `${number(total.failed_calls)} failed` : undefined,
    },
  ];
  return (
    <div className="flex flex-col gap-2">
      <dl className="grid grid-cols-4 gap-2 max-wide:grid-cols-2">
        {facts.map(({ name, value, more }) => (
          <div key={name} className="rounded-l border border-line bg-raised px-3.5 py-2.5 shadow-field">
            <dt className="text-12 text-ink-3">{name}</dt>
            <dd className="text-16 font-semibold nums">
              {value}
              {more !== undefined && <span className="block text-12 font-normal text-ink-3">{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {total.unpriced_calls > 0 && (
        <p className="text-12 text-today">
          {number(total.unpriced_calls)} of the calls went to models whose price is not known: they are not in the cost.
        </p>
      )}
    </div>
  );
}

/** A conversation's title, which leads to it. */
function conversationName({ key, title }: UsageReading['by_session'][number]): ReactNode {
  if (title === undefined) return 'Without a name here';
  return (
    <a
      href={hrefOf({ view: 'chat', conversation: key })}
      className="underline decoration-line-control underline-offset-3 hover:decoration-current"
    >
      {title}
    </a>
  );
}

function SumTable<RowOf extends UsageSums & { key: string }>({
  first,
  rows,
  nameOf,
}: {
  first: string;
  rows: readonly RowOf[];
  nameOf: (row: RowOf) => ReactNode;
}) {
  const numeric = 'px-3 py-1.5 text-right font-normal nums';
  return (
    <div
      // What is wider than the window scrolls by keys too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={`By ${first.toLowerCase()}`}
      className="focus-inset overflow-x-auto rounded-l border border-line bg-raised shadow-field"
    >
      <table className="w-full text-13">
        <thead className="text-12 text-ink-3">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-left font-normal">
              {first}
            </th>
            {['Calls', 'Tokens', 'Cost'].map((name) => (
              <th key={name} scope="col" className={numeric}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line">
              <th scope="row" className="min-w-32 px-3 py-1.5 text-left font-normal wrap-anywhere">
                {nameOf(row)}
              </th>
              <td className={numeric}>{number(row.calls)}</td>
              <td className={numeric}>{number(row.input_tokens + row.output_tokens)}</td>
              <td className={numeric}>{row.unpriced_calls === row.calls ? '–' : costInWords(row.cost_usd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
