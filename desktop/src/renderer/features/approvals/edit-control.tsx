import { useState } from 'react';
import { dayOf, instantOf, isDay, timeOf } from '#renderer/days/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { Button } from '#renderer/ui/index.ts';
import type { EditKind } from './edit-fields.ts';
import { OtherRow } from './other-row.tsx';

export interface EditControlProps {
  /** Of the control itself; `-label` and `-fault` after it are those of its label and of what is wrong with it. */
  id: string;
  label: string;
  kind: EditKind;
  value: unknown;
  /** The value as the card shows it: a row by its name. */
  shown: string | undefined;
  projects: ProjectsStore;
  zone: string;
  takesFocus: boolean;
  invalid: boolean;
  onChange: (value: unknown) => void;
}

const look = 'w-full rounded-m border border-line-control bg-raised px-2 py-1 text-13 text-ink';

/** One field of what is edited before it is approved. */
export function EditControl({ id, kind, value, takesFocus, invalid, onChange, ...rest }: EditControlProps) {
  const common = { id, autoFocus: takesFocus, ...(invalid ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {}) };
  switch (kind.type) {
    case 'line':
      return (
        <input
          {...common}
          value={typeof value === 'string' ? value : ''}
          maxLength={500}
          dir="auto"
          onChange={(event) => onChange(event.target.value)}
          className={look}
        />
      );
    case 'text':
      return (
        <textarea
          {...common}
          rows={2}
          value={typeof value === 'string' ? value : ''}
          dir="auto"
          onChange={(event) => onChange(event.target.value)}
          className={`${look} field-sizing-content max-h-56 resize-none`}
        />
      );
    case 'names':
      return <Names common={common} value={value} onChange={onChange} />;
    case 'number':
      return (
        <input
          {...common}
          type="number"
          step="any"
          value={typeof value === 'number' ? value : ''}
          onChange={(event) => !Number.isNaN(event.target.valueAsNumber) && onChange(event.target.valueAsNumber)}
          className={`${look} nums`}
        />
      );
    case 'choice': {
      const isYesNo = kind.choices.some((one) => one.value === 'true');
      return (
        <select
          {...common}
          value={typeof value === 'string' || typeof value === 'boolean' ? String(value) : ''}
          onChange={(event) => onChange(isYesNo ? event.target.value === 'true' : event.target.value)}
          className={`${look} h-control py-0`}
        >
          {value === undefined && <option value="">As usual</option>}
          {kind.choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      );
    }
    case 'day':
      return <DayAndTime common={common} value={value} required={kind.required} onChange={onChange} {...rest} />;
    case 'row':
      return <Row kind={kind} value={value} takesFocus={takesFocus} id={id} onChange={onChange} {...rest} />;
    case 'fixed':
      return (
        <output
          id={id}
          dir="auto"
          className="block max-h-40 overflow-auto py-1 text-13 whitespace-pre-wrap text-ink-2 wrap-anywhere"
        >
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </output>
      );
    default:
      return kind satisfies never;
  }
}

interface Common {
  id: string;
  autoFocus: boolean;
}

function Names({ common, value, onChange }: { common: Common; value: unknown; onChange: EditControlProps['onChange'] }) {
  const [written, setWritten] = useState(Array.isArray(value) ? value.filter((name) => typeof name === 'string').join(', ') : '');
  return (
    <input
      {...common}
      value={written}
      placeholder="Names, with commas"
      dir="auto"
      onChange={(event) => {
        setWritten(event.target.value);
        const names = event.target.value.split(',').map((name) => name.trim());
        onChange(names.filter((name) => name !== ''));
      }}
      className={look}
    />
  );
}

function DayAndTime({
  common,
  label,
  value,
  required,
  zone,
  onChange,
}: {
  common: Common;
  label: string;
  value: unknown;
  required: boolean;
  zone: string;
  onChange: EditControlProps['onChange'];
}) {
  const day = typeof value === 'number' ? dayOf({ instant: value, zone }) : '';
  const time = typeof value === 'number' ? (timeOf({ instant: value, zone }) ?? '') : '';
  const set = (next: { day: string; time: string }) => {
    if (next.day === '') onChange(null);
    else if (isDay(next.day)) onChange(instantOf({ day: next.day, time: next.time === '' ? undefined : next.time, zone }));
  };
  return (
    <div className="flex flex-wrap gap-1.5">
      <input
        {...common}
        type="date"
        min="1970-01-01"
        max="9999-12-31"
        value={day}
        onChange={(event) => set({ day: event.target.value, time })}
        className={`${look} h-control w-38 py-0 nums`}
      />
      {day !== '' && (
        <input
          type="time"
          aria-label={`${label}, time`}
          value={time}
          onChange={(event) => set({ day, time: event.target.value })}
          className={`${look} h-control w-26 py-0 nums`}
        />
      )}
      {day !== '' && !required && (
        <Button look="quiet" onClick={() => onChange(null)}>
          No date
        </Button>
      )}
    </div>
  );
}

function Row({
  id,
  kind,
  label,
  value,
  shown,
  projects,
  zone,
  takesFocus,
  onChange,
}: Pick<EditControlProps, 'id' | 'label' | 'value' | 'shown' | 'projects' | 'zone' | 'takesFocus' | 'onChange'> & {
  kind: Extract<EditKind, { type: 'row' }>;
}) {
  const [picking, setPicking] = useState(false);
  const [picked, setPicked] = useState<{ id: string; label: string }>();
  const isSet = typeof value === 'string';
  const name = !isSet ? 'None' : picked?.id === value ? picked.label : (shown ?? 'Another one');
  if (picking)
    return (
      <OtherRow
        table={kind.table}
        projects={projects}
        without={undefined}
        chosen={undefined}
        takesFocus
        zone={zone}
        onChoose={(row) => {
          setPicked(row);
          setPicking(false);
          onChange(row.id);
        }}
      />
    );
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Button
        id={id}
        aria-label={`${label}: ${name}`}
        // The form opens on its first field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={takesFocus}
        className="max-w-full min-w-0 shrink justify-start"
        onClick={() => setPicking(true)}
      >
        <bdi className="truncate">{name}</bdi>
      </Button>
      {isSet && !kind.required && (
        <Button look="quiet" onClick={() => onChange(null)}>
          None
        </Button>
      )}
    </div>
  );
}
