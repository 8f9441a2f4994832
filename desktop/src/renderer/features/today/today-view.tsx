import { CirclePause, Diamond, Sunrise } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PlacedTask, Today } from '#rpc/today.ts';
import type { AppViewProps } from '#renderer/app-view.ts';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { useCommands } from '#renderer/commands/index.ts';
import { dayInWords, dayOf, daysBetween } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { EmptyState, Keys, Problem } from '#renderer/ui/index.ts';
import { CaptureField } from './capture-field.tsx';
import { createTodayStore } from './create-today-store.ts';
import { isPlanKey, planDate, type PlanKey } from './plan-days.ts';
import { TodayBlock, TodayTasks } from './today-section.tsx';
import { captureCommands } from './capture-command.ts';

/** What counts now, and one line to add to it. Keys plan: 1 today, 2 tomorrow, 3 next week. */
export function TodayView({ zone, onOpenRow, waiting, onWaiting }: AppViewProps) {
  const powers = useAppPowers();
  const [store] = useState(() => createTodayStore({ powers, zone }));
  useEffect(() => store.follow(), [store]);
  const { today, failure } = useStore(store.store);
  const now = useNow(30_000);
  const lists = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string>();
  useCommands(captureCommands);
  const day = dayOf({ instant: now, zone });
  // Another day began while the page stood open.
  useEffect(() => {
    if (today && today.day !== day) store.refresh();
  }, [store, today, day]);

  const onToggle = useCallback(
    (task: PlacedTask) => void store.update(task, { status: task.status === 'done' ? 'todo' : 'done' }),
    [store],
  );
  const onPlan = useCallback(
    (task: PlacedTask, key: PlanKey) => void store.update(task, { dueDate: planDate({ key, now: powers.clock.now(), zone }) }),
    [store, powers.clock, zone],
  );

  const shown = today ? tasksOf(today) : [];
  const first = shown.find(({ id }) => id === activeId)?.id ?? shown[0]?.id;

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = target.dataset['today'];
    const task = shown.find((one) => one.id === id);
    if (!task) return;
    const links = [...(lists.current?.querySelectorAll<HTMLElement>('[data-today]') ?? [])];
    const focusAt = (at: number) => links[Math.max(0, Math.min(links.length - 1, at))]?.focus();
    const at = links.indexOf(target);
    const act = (work: () => void) => {
      event.preventDefault();
      work();
    };
    /** What is planned away takes the focus with it: the next row goes on. */
    const goOn = (work: () => void) =>
      act(() => {
        (links[at + 1] ?? links[at - 1])?.focus();
        work();
      });
    if (isPlanKey(event.key)) {
      const key = event.key;
      return task.status === 'done' ? undefined : goOn(() => onPlan(task, key));
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        return act(() => focusAt(at + 1));
      case 'ArrowUp':
      case 'k':
        return act(() => focusAt(at - 1));
      case ' ':
        return goOn(() => onToggle(task));
      case 'o':
        return act(() => onOpenRow({ table: 'tasks', id: task.id }));
      default:
        return undefined;
    }
  }

  const rows = { now, zone, onToggle, onPlan };
  const side = today !== undefined && (today.waiting.total > 0 || today.checkpoints.total > 0 || waiting > 0);
  const main = today !== undefined && today.overdue.total + today.due.total + today.done.total > 0;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <div className="mx-auto flex max-w-5xl flex-col px-5 pb-10 max-wide:px-3">
        <header className="flex min-h-bar flex-wrap items-baseline gap-x-2.5 pt-3.5 pb-3">
          <h1 className="text-22 font-semibold tracking-[-0.018em]">Today</h1>
          <p className="text-13 text-ink-3">{dayInWords({ day, today: day, long: true })}</p>
        </header>
        <CaptureField zone={zone} />
        {failure && failure.kind !== 'core_away' && <Problem onRetry={store.refresh}>{failure.sentence}</Problem>}
        {!today && !failure && (
          <div className="px-2 py-6">
            <Reading label="Reading your day…" />
          </div>
        )}
        {today && (
          // Keys of the rows inside.
          // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
          <div
            ref={lists}
            onKeyDown={onKeyDown}
            onFocus={({ target }) => {
              const id = target instanceof HTMLElement ? target.dataset['today'] : undefined;
              if (id !== undefined) setActiveId(id);
            }}
            className="flex gap-x-10 gap-y-6 pt-6 max-broad:flex-col"
          >
            <div className="flex min-w-0 flex-1 flex-col gap-6">
              <TodayTasks title="Overdue" tone="late" tasks={today.overdue} activeId={first} rows={{ ...rows, says: 'due' }} />
              <TodayTasks title="Due today" tasks={today.due} activeId={first} rows={{ ...rows, says: 'time' }} />
              {today.overdue.total + today.due.total === 0 && <ClearDay isFirst={!side && !main} />}
              <TodayTasks title="Done today" tasks={today.done} activeId={first} rows={{ ...rows, says: 'due' }} />
            </div>
            {side && (
              <div className="flex w-80 shrink-0 flex-col gap-6 max-broad:w-auto">
                {waiting > 0 && <WaitsForYou count={waiting} onOpen={onWaiting} />}
                <TodayTasks title="Waiting on clients" tasks={today.waiting} activeId={first} rows={{ ...rows, says: 'waits' }} />
                <Checkpoints checkpoints={today.checkpoints} day={day} zone={zone} onOpenRow={onOpenRow} />
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function tasksOf({ overdue, due, done, waiting }: Today): PlacedTask[] {
  return [...overdue.items, ...due.items, ...done.items, ...waiting.items];
}

/** Nothing is due: a good day, and on the first one what can be done here. */
function ClearDay({ isFirst }: { isFirst: boolean }) {
  return (
    <EmptyState icon={<Sunrise />} title={isFirst ? 'A clean page' : 'Nothing is due today'}>
      <p>
        Write what is to be done above. “Send the offer to Weber by Friday #website !high” makes a task with a day, a project and
        a priority, and shows them first.
      </p>
      <p className="mt-3 flex flex-wrap items-center justify-center gap-x-3 gap-y-1.5 text-12 text-ink-3">
        <span className="inline-flex items-center gap-1.5">
          <Keys of="n" /> writes
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Keys of="1 2 3" /> plan a task for today, tomorrow, next week
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Keys of="Ctrl K" /> finds everything
        </span>
      </p>
    </EmptyState>
  );
}

function WaitsForYou({ count, onOpen }: { count: number; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex items-center gap-2.5 rounded-l bg-today-soft px-3 py-2.5 text-left text-13"
    >
      <CirclePause aria-hidden className="size-4 shrink-0 text-today" />
      <span className="flex-1">
        {count === 1 ? 'One thing waits for your word' : `${count.toLocaleString('en')} things wait for your word`}
      </span>
      <Keys of="g w" />
    </button>
  );
}

function Checkpoints({
  checkpoints: { items, total },
  day,
  zone,
  onOpenRow,
}: {
  checkpoints: Today['checkpoints'];
  day: string;
  zone: string;
  onOpenRow: AppViewProps['onOpenRow'];
}) {
  if (items.length === 0) return undefined;
  return (
    <TodayBlock title="Next checkpoints" count={total}>
      <ul aria-label="Next checkpoints" className="flex flex-col">
        {items.map((checkpoint) => {
          const at = dayOf({ instant: checkpoint.date, zone });
          const away = daysBetween({ from: day, to: at });
          return (
            <li key={checkpoint.id}>
              <button
                type="button"
                onClick={() => onOpenRow({ table: 'checkpoints', id: checkpoint.id })}
                className="focus-inset flex min-h-row w-full items-center gap-2.5 rounded-m px-2 py-1 text-left hover:bg-hover"
              >
                <Diamond aria-hidden className="size-3.5 shrink-0 text-accent" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-13">{checkpoint.title}</span>
                  <span className="block truncate text-12 text-ink-3">{checkpoint.project_name}</span>
                </span>
                <span className="shrink-0 text-12 text-ink-3 nums">
                  {away === 0 ? 'Today' : away === 1 ? 'Tomorrow' : dayInWords({ day: at, today: day })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </TodayBlock>
  );
}
