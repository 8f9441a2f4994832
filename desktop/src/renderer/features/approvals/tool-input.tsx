import type { JsonObject } from '@adiuva/shared-protocol';
import { useState } from 'react';
import { Button } from '#renderer/ui/index.ts';

const SHOWN = 12;

function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, undefined, 1) ?? '';
}

/** What a tool of the backend's was given, name by name, as it is. */
export function ToolInput({ input }: { input: JsonObject }) {
  const [all, setAll] = useState(false);
  const entries = Object.entries(input);
  if (entries.length === 0) return <p className="text-13 text-ink-3">It is given nothing.</p>;
  return (
    <div>
      <dl className="grid grid-cols-[minmax(4.5rem,9rem)_1fr] gap-x-3 gap-y-1.5 text-13 max-wide:grid-cols-1 max-wide:gap-y-0.5">
        {(all ? entries : entries.slice(0, SHOWN)).map(([name, value]) => (
          <div key={name} className="col-span-full grid grid-cols-subgrid">
            <dt className="text-ink-3 wrap-anywhere first-letter:uppercase">{name.replaceAll('_', ' ')}</dt>
            <dd dir="auto" className="max-h-48 min-w-0 overflow-auto whitespace-pre-wrap wrap-anywhere">
              {inWords(value)}
            </dd>
          </div>
        ))}
      </dl>
      {entries.length > SHOWN && !all && (
        <Button look="quiet" className="mt-1 -ml-2.5 text-12" onClick={() => setAll(true)}>
          Show all {entries.length}
        </Button>
      )}
    </div>
  );
}
