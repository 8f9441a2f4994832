import { ArrowRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RowChange } from '#rpc/activity.ts';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { agoInWords, type Day, dayOf } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, classNames } from '#renderer/ui/index.ts';
import { ChangeSwitch } from './change-switch.tsx';
import { actorWords, fieldName, tellingFields, valueInWords } from './change-words.ts';
import type { ActivityStore } from './create-activity-store.ts';

const PAGE = 10;

/** Who changed one row, what and when, newest first. With `activity`, each change can be undone by itself. */
export function RowHistory({
  row,
  zone,
  activity,
}: {
  row: { table: RowChange['table']; id: string };
  zone: string;
  activity?: ActivityStore;
}) {
  const { core } = useAppPowers();
  const now = useNow(60_000);
  const [page, setPage] = useState<{ items: readonly RowChange[]; total: number }>();
  const [failure, setFailure] = useState<string>();
  const [limit, setLimit] = useState(PAGE);
  const { table, id } = row;
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const next = await core.rpc.activity.rowHistory({ table, row_id: id, offset: 0, limit });
        if (!current) return;
        setPage(next);
        setFailure(undefined);
      } catch (error) {
        const failed = failureOf(error);
        if (current && failed.kind !== 'core_away') setFailure(failed.sentence);
      }
    };
    void read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: 'activity' }) || concerns(invalidation, { topic: table })) void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [core, table, id, limit]);
  if (failure !== undefined)
    return (
      <p role="alert" className="text-13 text-late">
        {failure}
      </p>
    );
  if (!page) return <Reading label="Reading its history…" />;
  if (page.total === 0) return <p className="text-12 text-ink-3">Nothing was changed since it came here.</p>;
  const today = dayOf({ instant: now, zone });
  return (
    <>
      <ol className="flex flex-col">
        {page.items.map((change) => (
          <HistoryLine key={change.change_id} change={change} today={today} now={now} zone={zone} activity={activity} />
        ))}
      </ol>
      {page.total > page.items.length && (
        <Button look="quiet" className="-ml-2.5 text-12" onClick={() => setLimit(Math.min(500, limit * 5))}>
          Show earlier changes ({page.total - page.items.length})
        </Button>
      )}
    </>
  );
}

const kinds: Readonly<Record<RowChange['kind'], string>> = { insert: 'made it', update: 'changed it', delete: 'deleted it' };

function HistoryLine({
  change,
  today,
  now,
  zone,
  activity,
}: {
  change: RowChange;
  today: Day;
  now: number;
  zone: string;
  activity: ActivityStore | undefined;
}) {
  const { kind, active, at, agent_id: agentId } = change;
  const fields = tellingFields(change);
  const words = (field: string, value: string | null) => valueInWords({ field, value, today });
  return (
    <li className="group/change py-1 text-12">
      <p className={classNames('flex min-h-5.5 flex-wrap items-center gap-x-1.5', active ? 'text-ink-2' : 'text-ink-3')}>
        <span>
          <span className="font-medium">{actorWords(change)}</span> {kinds[kind]}
        </span>
        <span className="text-ink-3 nums">{agoInWords({ instant: at, now, zone })}</span>
        {!active && <span className="text-today">undone</span>}
        <span className="flex-1" />
        {activity && change.actor !== 'restore' && (
          <ChangeSwitch change={change} onSwitch={(request) => void activity.change(request)} />
        )}
        {activity && active && agentId !== undefined && (
          <Button
            look="quiet"
            className="h-5.5 px-1.5 text-12"
            onClick={() => void activity.change({ scope: { by: 'agent', agent_id: agentId }, to: 'undo' })}
          >
            Undo all that this agent did
          </Button>
        )}
      </p>
      {kind !== 'delete' && fields.length > 0 && (
        <ul>
          {fields.map(({ field, before, after }) => (
            <li key={field} className={classNames('wrap-anywhere', active ? 'text-ink-2' : 'text-ink-3 line-through')}>
              <span className="text-ink-3">{fieldName(field)}</span>{' '}
              {kind === 'update' && (
                <>
                  <bdi className="line-clamp-3 inline">{words(field, before)}</bdi>{' '}
                  <ArrowRight aria-label="became" className="inline size-3 text-ink-3" />{' '}
                </>
              )}
              <bdi className="line-clamp-3 inline">{words(field, after)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
