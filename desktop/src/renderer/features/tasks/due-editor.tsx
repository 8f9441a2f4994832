import { CalendarX, CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { addDays, dayInWords, type Day, dayOf, isDay, startOfDay, weekdayOf } from '#renderer/days/index.ts';
import { Button, Floating } from '#renderer/ui/index.ts';

/** The days one most often means, from a day on. */
function nearDays(today: Day): { label: string; day: Day }[] {
  const toMonday = 8 - weekdayOf(today);
  return [
    { label: 'Today', day: today },
    { label: 'Tomorrow', day: addDays(today, 1) },
    { label: 'Next Monday', day: addDays(today, toMonday) },
    { label: 'In two weeks', day: addDays(today, 14) },
  ];
}

export interface DueEditorProps {
  due: number | null;
  /** Offers no date also where there is none: of many, some may have one. */
  clears?: boolean;
  now: number;
  zone: string;
  onChange: (due: number | null) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onClosed?: (() => void) | undefined;
  trigger: React.ReactNode;
}

/** Sets a due day: one of the near ones, any other by the calendar, or none. */
export function DueEditor({ due, clears = false, now, zone, onChange, open, onOpenChange, onClosed, trigger }: DueEditorProps) {
  const today = dayOf({ instant: now, zone });
  const current = due === null ? undefined : dayOf({ instant: due, zone });
  const [typed, setTyped] = useState<string>();
  const choose = (day: Day | undefined) => {
    setTyped(undefined);
    onOpenChange(false);
    if (day !== current || clears) onChange(day === undefined ? null : startOfDay({ day, zone }));
  };
  return (
    <Floating
      label="Due date"
      trigger={trigger}
      open={open}
      onOpenChange={(next) => {
        setTyped(undefined);
        onOpenChange(next);
      }}
      onClosed={onClosed}
      align="end"
    >
      <div className="w-60">
        <form
          className="flex gap-1.5 border-b border-line p-1 pb-2"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (typed !== undefined && isDay(typed)) choose(typed);
            else onOpenChange(false);
          }}
        >
          <input
            type="date"
            aria-label="Due date"
            value={typed ?? current ?? ''}
            min="1970-01-01"
            max="9999-12-31"
            onChange={(event) => setTyped(event.target.value)}
            className="h-control min-w-0 flex-1 rounded-s border border-line-strong bg-surface px-2 text-13 nums"
          />
          <Button type="submit" look="primary">
            Set
          </Button>
        </form>
        <div className="pt-1">
          {nearDays(today).map(({ label, day }) => (
            <button
              key={label}
              type="button"
              onClick={() => choose(day)}
              className="focus-inset flex h-7 w-full items-center gap-2 rounded-s px-2 hover:bg-hover"
            >
              <CalendarDays aria-hidden className="size-3.75 text-ink-3" />
              <span className="flex-1 text-left">{label}</span>
              <span className="text-12 text-ink-3">{dayInWords({ day, today })}</span>
            </button>
          ))}
          {(due !== null || clears) && (
            <button
              type="button"
              onClick={() => choose(undefined)}
              className="focus-inset flex h-7 w-full items-center gap-2 rounded-s px-2 hover:bg-hover"
            >
              <CalendarX aria-hidden className="size-3.75 text-ink-3" />
              No date
            </button>
          )}
        </div>
      </div>
    </Floating>
  );
}
