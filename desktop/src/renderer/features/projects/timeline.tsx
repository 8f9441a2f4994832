import type { Checkpoint } from '@adiuva/shared-protocol';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { addDays, type Day, dayInWords, dayOf, daysBetween, instantOf, timeOf } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, classNames, IconButton, Problem, Section } from '#renderer/ui/index.ts';
import { CheckpointForm } from './checkpoint-form.tsx';
import { createCheckpointsStore } from './create-checkpoints-store.ts';

/** Of what is past this many stand there at first. */
const PAST_SHOWN = 3;

function awayWords({ day, today }: { day: Day; today: Day }): string {
  const away = daysBetween({ from: today, to: day });
  if (away === 0) return 'today';
  if (away === 1) return 'tomorrow';
  if (away === -1) return 'yesterday';
  return away > 0 ? `in ${away} days` : `${-away} days ago`;
}

/** A project's checkpoints along a line, with today among them. */
export function Timeline({
  projectId,
  at,
  zone,
}: {
  projectId: string;
  /** The checkpoint that the user was led to. */
  at: string | undefined;
  zone: string;
}) {
  const powers = useAppPowers();
  const now = useNow(60_000);
  const [checkpoints] = useState(() => createCheckpointsStore({ powers, projectId }));
  useEffect(() => checkpoints.follow(), [checkpoints]);
  const { items, failure } = useStore(checkpoints.store);
  const [written, setWritten] = useState<string>();
  const [allPast, setAllPast] = useState(false);
  const today = dayOf({ instant: now, zone });
  const dayOfCheckpoint = ({ date }: Checkpoint) => dayOf({ instant: date, zone });
  const past = (items ?? []).filter((one) => dayOfCheckpoint(one) < today);
  const next = (items ?? []).filter((one) => dayOfCheckpoint(one) >= today);
  const isEarly = past.slice(0, -PAST_SHOWN).some(({ id }) => id === at);
  const shownPast = allPast || isEarly ? past : past.slice(-PAST_SHOWN);
  const isThere = items?.some(({ id }) => id === at) ?? false;
  const line = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (at === undefined || !isThere) return;
    const entry = line.current?.querySelector<HTMLElement>(`[data-checkpoint="${CSS.escape(at)}"]`);
    entry?.scrollIntoView({ block: 'center' });
    entry?.focus({ preventScroll: true });
  }, [at, isThere]);

  function move(checkpoint: Checkpoint, days: number) {
    const dayFrom = (now: Checkpoint) => addDays(dayOfCheckpoint(now), days);
    void checkpoints.change({
      id: checkpoint.id,
      updates: (now) => ({ date: instantOf({ day: dayFrom(now), time: timeOf({ instant: now.date, zone }), zone }) }),
      text: (now) => `Moved “${now.title}” to ${dayInWords({ day: dayFrom(now), today })}`,
    });
  }
  function onKeyDown(event: KeyboardEvent, checkpoint: Checkpoint) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const days = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (days !== undefined) move(checkpoint, event.shiftKey ? days * 7 : days);
    else if (event.key === 'Enter') setWritten(checkpoint.id);
    else if (event.key === 'Delete') void checkpoints.remove(checkpoint);
    else return;
    event.preventDefault();
  }
  const entry = (checkpoint: Checkpoint) =>
    written === checkpoint.id ? (
      <li key={checkpoint.id} className="py-1 pl-7">
        <CheckpointForm
          checkpoint={checkpoint}
          today={today}
          zone={zone}
          onCancel={() => setWritten(undefined)}
          onDone={({ title, date }) => {
            setWritten(undefined);
            void checkpoints.change({ id: checkpoint.id, updates: () => ({ title, date }), text: () => `Changed “${title}”` });
          }}
        />
      </li>
    ) : (
      <Entry
        key={checkpoint.id}
        checkpoint={checkpoint}
        isShown={checkpoint.id === at}
        day={dayOfCheckpoint(checkpoint)}
        time={timeOf({ instant: checkpoint.date, zone })}
        today={today}
        onKeyDown={(event) => onKeyDown(event, checkpoint)}
        onEdit={() => setWritten(checkpoint.id)}
        onRemove={() => void checkpoints.remove(checkpoint)}
      />
    );

  return (
    <Section
      title="Checkpoints"
      action={
        <Button look="quiet" onClick={() => setWritten('new')}>
          <Plus aria-hidden />
          Add a checkpoint
        </Button>
      }
    >
      {failure && failure.kind !== 'core_away' && <Problem onRetry={checkpoints.refresh}>{failure.sentence}</Problem>}
      {written === 'new' && (
        <CheckpointForm
          checkpoint={undefined}
          today={today}
          zone={zone}
          onCancel={() => setWritten(undefined)}
          onDone={(added) => {
            setWritten(undefined);
            void checkpoints.add(added);
          }}
        />
      )}
      {at !== undefined && items !== undefined && !isThere && (
        <p role="status" className="text-13 text-ink-2">
          The checkpoint that led here is no longer there. Activity tells what became of it.
        </p>
      )}
      {items === undefined ? (
        !failure && <Reading label="Reading the checkpoints…" />
      ) : items.length === 0 ? (
        written !== 'new' && (
          <p className="text-13 text-ink-3">None yet. A checkpoint is a day by which something is reached: a draft, a launch.</p>
        )
      ) : (
        <>
          {past.length > shownPast.length && (
            <Button look="quiet" className="self-start text-12" onClick={() => setAllPast(true)}>
              Show {past.length - shownPast.length} earlier
            </Button>
          )}
          <ol
            ref={line}
            aria-label="Checkpoints"
            className="relative before:absolute before:inset-y-3 before:left-[9px] before:w-px before:bg-line-strong"
          >
            {shownPast.map(entry)}
            <li className="relative flex min-h-8 items-center gap-2 pl-7 text-12 font-medium text-accent">
              <span aria-hidden className="absolute left-[5px] size-[9px] rounded-full bg-accent" />
              Today, {dayInWords({ day: today, today })}
              <span aria-hidden className="h-px flex-1 bg-accent-soft" />
            </li>
            {next.map(entry)}
          </ol>
        </>
      )}
    </Section>
  );
}

function Entry({
  checkpoint,
  isShown,
  day,
  time,
  today,
  onKeyDown,
  onEdit,
  onRemove,
}: {
  checkpoint: Checkpoint;
  /** The user was led to it. */
  isShown: boolean;
  day: Day;
  time: string | undefined;
  today: Day;
  onKeyDown: (event: KeyboardEvent) => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const isPast = day < today;
  const when = `${dayInWords({ day, today })}${time === undefined ? '' : ` ${time}`}`;
  return (
    <li className="relative">
      {/* Keys act on it: arrows move it, Enter changes it, Delete removes it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="group"
        aria-label={`${checkpoint.title}, ${when}, ${awayWords({ day, today })}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        data-checkpoint={checkpoint.id}
        aria-current={isShown}
        onKeyDown={onKeyDown}
        className={classNames(
          'task-row group/entry focus-inset relative flex min-h-9 items-center gap-3 rounded-m py-1 pl-7',
          isShown ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span
          aria-hidden
          className={classNames(
            'absolute left-[4px] size-[11px] rounded-full border-2',
            isPast ? 'border-line-control bg-surface' : 'border-accent bg-surface',
          )}
        />
        <span className="flex min-w-0 flex-1 items-center gap-3 max-wide:flex-col-reverse max-wide:items-start max-wide:gap-0">
          <span className={classNames('w-32 shrink-0 text-12 nums', isPast ? 'text-ink-3' : 'text-ink-2')}>{when}</span>
          <span className={classNames('min-w-0 flex-1 text-13 wrap-anywhere', isPast && 'text-ink-2')}>{checkpoint.title}</span>
        </span>
        <span
          className={classNames(
            'shrink-0 text-12 nums wide:group-hover/entry:invisible wide:group-focus-within/entry:invisible',
            day === today ? 'text-today' : 'text-ink-3',
          )}
        >
          {awayWords({ day, today })}
        </span>
        <span className="row-reveal absolute right-0 flex max-wide:static max-wide:opacity-100!">
          <IconButton label={`Change ${checkpoint.title}`} onClick={onEdit}>
            <Pencil />
          </IconButton>
          <IconButton label={`Delete ${checkpoint.title}`} onClick={onRemove}>
            <Trash2 />
          </IconButton>
        </span>
      </div>
    </li>
  );
}
