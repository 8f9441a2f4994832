import type { Day } from '#renderer/days/index.ts';
import { conflictWords } from './change-words.ts';
import type { Switched } from './create-activity-store.ts';

/** What an undo or redo left as it is, and why: rows that stayed, and fields that kept a later value, with both. */
export function SwitchedBox({ switched, today }: { switched: Switched | undefined; today: Day }) {
  if (!switched) return undefined;
  const { to, result } = switched;
  const { kept, conflicts } = result;
  if (kept.length === 0 && conflicts.length === 0) return undefined;
  return (
    <div className="border-t border-line bg-today-soft px-4 py-2 text-12">
      {kept.length > 0 && (
        <>
          <p className="font-medium">
            {kept.length === 1 ? '1 row stayed as it is:' : `${kept.length} rows stayed as they are:`}
          </p>
          <ul className="mt-0.5 text-ink-2">
            {kept.map((row) => (
              <li key={`${row.table} ${row.row_id}`} className="wrap-anywhere">
                “{row.label}”: {row.reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {conflicts.length > 0 && (
        <>
          <p className="font-medium not-first:mt-1.5">
            {conflicts.length === 1 ? '1 field kept a later value:' : `${conflicts.length} fields kept later values:`}
          </p>
          <ul className="mt-0.5 text-ink-2">
            {conflicts.map((conflict) => (
              <li key={`${conflict.table} ${conflict.row_id} ${conflict.field}`} className="wrap-anywhere">
                {conflictWords({ conflict, to, today })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
