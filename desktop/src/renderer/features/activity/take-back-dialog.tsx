import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { SwitchEntry, SwitchScope } from '#rpc/activity.ts';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { agoInside, agoInWords, type Day, dayOf, instantOf, isDay } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, Dialog } from '#renderer/ui/index.ts';
import { changeCountWords, scopeKey, scopeWords } from './change-words.ts';
import type { ActivityStore } from './create-activity-store.ts';
import { SwitchedBox } from './switched-box.tsx';

const PAGE = 20;
const field = 'h-control rounded-m border border-line-control bg-raised px-2 text-13 nums';

/** Takes back all that assistants did since a moment, and lists the undos and redos that were made. */
export function TakeBackDialog({ activity, zone, onClose }: { activity: ActivityStore; zone: string; onClose: () => void }) {
  const now = useNow(60_000);
  const today = dayOf({ instant: now, zone });
  const { busy, switched } = useStore(activity.store);
  const [day, setDay] = useState<Day>(today);
  const [time, setTime] = useState('00:00');
  const at = isDay(day) ? instantOf({ day, time: time === '' ? undefined : time, zone }) : undefined;
  const scope: SwitchScope | undefined = at === undefined || at < 0 ? undefined : { by: 'since', at };
  const done = scope && switched.get(scopeKey(scope));
  const change = (to: 'undo' | 'redo') => scope && void activity.change({ scope, to });
  return (
    <Dialog
      wide
      title="Take back"
      description="What you did yourself is never part of it. Whatever is undone can be redone."
      open
      onClose={onClose}
    >
      <section aria-labelledby="since-heading">
        <h3 id="since-heading" className="text-13 font-medium">
          Everything that assistants did since
        </h3>
        <form
          className="mt-2 flex flex-wrap items-center gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            change('undo');
          }}
        >
          <input
            type="date"
            aria-label="Day"
            min="1970-01-01"
            max={today}
            value={day}
            onChange={(event) => setDay(event.target.value)}
            className={field}
          />
          <input type="time" aria-label="Time" value={time} onChange={(event) => setTime(event.target.value)} className={field} />
          <Button type="submit" look="primary" aria-disabled={scope === undefined || busy !== undefined}>
            Undo it
          </Button>
          <Button aria-disabled={scope === undefined || busy !== undefined} onClick={() => change('redo')}>
            Redo it
          </Button>
        </form>
        {done && (
          <div className="mt-2 overflow-hidden rounded-m">
            <SwitchedBox switched={done} today={today} />
          </div>
        )}
      </section>
      <section aria-labelledby="switches-heading" className="mt-5">
        <h3 id="switches-heading" className="text-13 font-medium">
          Undone and redone so far
        </h3>
        <Switches activity={activity} busy={busy !== undefined} now={now} zone={zone} today={today} />
      </section>
    </Dialog>
  );
}

function Switches({
  activity,
  busy,
  now,
  zone,
  today,
}: {
  activity: ActivityStore;
  busy: boolean;
  now: number;
  zone: string;
  today: Day;
}) {
  const { core } = useAppPowers();
  const [page, setPage] = useState<{ items: readonly SwitchEntry[]; total: number }>();
  const [failure, setFailure] = useState<string>();
  const [limit, setLimit] = useState(PAGE);
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const next = await core.rpc.activity.switches({ offset: 0, limit });
        if (!current) return;
        setPage(next);
        setFailure(undefined);
      } catch (error) {
        if (current) setFailure(failureOf(error).sentence);
      }
    };
    void read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: 'activity' })) void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [core, limit]);
  if (failure !== undefined)
    return (
      <p role="alert" className="pt-1 text-13 text-late">
        {failure}
      </p>
    );
  if (!page) return <Reading label="Reading…" />;
  if (page.total === 0) return <p className="pt-1 text-13 text-ink-3">None yet.</p>;
  const moment = (at: number) => agoInside({ instant: at, now, zone });
  return (
    <>
      <ul className="mt-1">
        {page.items.map(({ switch_id, kind, scope, changes, at }) => (
          <li key={switch_id} className="flex items-center gap-2 border-b border-line py-1 text-13 last:border-b-0">
            <p className="min-w-0 flex-1">
              <span className="wrap-anywhere">
                {scope.by === 'repair' ? 'Repaired' : kind === 'undo' ? 'Undid' : 'Redid'} {scopeWords({ scope, today, moment })}
              </span>
              <span className="block text-12 text-ink-3 nums">
                {agoInWords({ instant: at, now, zone })} · {changeCountWords(changes)}
              </span>
            </p>
            <Button
              look="quiet"
              className="text-12"
              aria-disabled={busy}
              aria-label={`Take back: ${kind} of ${scopeWords({ scope, today, moment })}`}
              onClick={() => void activity.change({ scope: { by: 'switch', switch_id }, to: 'undo' })}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      {page.total > page.items.length && (
        <Button look="quiet" className="-ml-2.5 text-12" onClick={() => setLimit(Math.min(500, limit * 3))}>
          Show more
        </Button>
      )}
    </>
  );
}
