import type { Checkpoint } from '@adiuva/shared-protocol';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
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
export function Timeline({ projectId, zone }: { projectId: string; zone: string }) {
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
  const shownPast = allPast ? past : past.slice(-PAST_SHOWN);

  function move(checkpoint: Checkpoint, days: number) {
    const day = addDays(dayOfCheckpoint(checkpoint), days);
    const date = instantOf({ day, time: timeOf({ instant: checkpoint.date, zone }), zone });
    void checkpoints.change({
      checkpoint,
      updates: { date },
      text: `Moved “${checkpoint.title}” to ${dayInWords({ day, today })}`,
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
            void checkpoints.change({ checkpoint, updates: { title, date }, text: `Changed “${title}”` });
          }}
        />
      </li>
    ) : (
      <Entry
        key={checkpoint.id}
        checkpoint={checkpoint}
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
  day,
  time,
  today,
  onKeyDown,
  onEdit,
  onRemove,
}: {
  checkpoint: Checkpoint;
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
        onKeyDown={onKeyDown}
        className="task-row group/entry focus-inset relative flex min-h-9 items-center gap-3 rounded-m py-1 pl-7 hover:bg-hover"
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
