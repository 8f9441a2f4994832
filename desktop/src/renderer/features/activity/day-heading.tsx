import { Redo2, Undo2 } from 'lucide-react';
import { type Day, dayInWords, daysBetween } from '#renderer/days/index.ts';
import { Button, classNames } from '#renderer/ui/index.ts';
import type { Switched } from './create-activity-store.ts';
import { SwitchedBox } from './switched-box.tsx';

/** A day of the activity, and the way to take back what assistants did on it. */
export function DayHeading({
  day,
  today,
  first,
  busy,
  switched,
  onSwitch,
}: {
  day: Day;
  today: Day;
  first: boolean;
  busy: boolean;
  switched: Switched | undefined;
  onSwitch: (to: 'undo' | 'redo') => void;
}) {
  const away = daysBetween({ from: day, to: today });
  const words = away === 0 ? 'Today' : away === 1 ? 'Yesterday' : dayInWords({ day, today });
  return (
    <div className={classNames('pb-2', !first && 'pt-4')}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="flex-1 text-13 font-semibold">{words}</h2>
        {switched?.to === 'undo' && switched.result.changes > 0 ? (
          <Button look="quiet" className="text-12" aria-disabled={busy} onClick={() => onSwitch('redo')}>
            <Redo2 aria-hidden />
            Redo what assistants did {away === 0 ? 'today' : 'this day'}
          </Button>
        ) : (
          <Button look="quiet" className="text-12" aria-disabled={busy} onClick={() => onSwitch('undo')}>
            <Undo2 aria-hidden />
            Undo what assistants did {away === 0 ? 'today' : 'this day'}
          </Button>
        )}
      </div>
      <div className="mt-1 overflow-hidden rounded-m">
        <SwitchedBox switched={switched} today={today} />
      </div>
    </div>
  );
}
