import type { Checkpoint } from '@adiuva/shared-protocol';
import { useState } from 'react';
import { addDays, type Day, dayOf, instantOf, isDay, timeOf } from '#renderer/days/index.ts';
import { Button, TextField } from '#renderer/ui/index.ts';

/** Writes a checkpoint: what it is, and on which day; its time too, where it has one. */
export function CheckpointForm({
  checkpoint,
  today,
  zone,
  onDone,
  onCancel,
}: {
  checkpoint: Checkpoint | undefined;
  today: Day;
  zone: string;
  onDone: (written: { title: string; date: number }) => void;
  onCancel: () => void;
}) {
  const [title, setTitle] = useState(checkpoint?.title ?? '');
  const [day, setDay] = useState(checkpoint ? dayOf({ instant: checkpoint.date, zone }) : addDays(today, 7));
  const [time, setTime] = useState((checkpoint && timeOf({ instant: checkpoint.date, zone })) ?? '');
  const [problems, setProblems] = useState<{ title?: string; day?: string }>({});
  function submit() {
    const found = {
      ...(title.trim() === '' ? { title: 'Write what is to be reached.' } : {}),
      ...(isDay(day) ? {} : { day: 'Choose a day.' }),
    };
    setProblems(found);
    if (found.title !== undefined || found.day !== undefined) return;
    onDone({ title: title.trim(), date: instantOf({ day, time: time === '' ? undefined : time, zone }) });
  }
  return (
    // Esc leaves the form from any of its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      aria-label={checkpoint ? `Change ${checkpoint.title}` : 'New checkpoint'}
      className="flex flex-wrap items-start gap-2 rounded-l border border-line bg-raised p-3 shadow-field"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <TextField
        className="min-w-48 flex-1"
        label="Checkpoint"
        // The form opens to be written into.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={title}
        maxLength={500}
        problem={problems.title}
        onText={setTitle}
      />
      <TextField className="w-40" label="Day" type="date" value={day} problem={problems.day} onText={setDay} />
      <TextField className="w-28" label="Time, if any" type="time" value={time} onText={setTime} />
      <div className="flex w-full justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button look="primary" type="submit">
          {checkpoint ? 'Change it' : 'Add it'}
        </Button>
      </div>
    </form>
  );
}
