import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { Approval } from '#rpc/approvals.ts';
import type { Day } from '#renderer/days/index.ts';
import { fieldName, valueInWords } from '#renderer/features/activity/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { diffWords, foldedParts, sharedShare } from './text-diff.ts';

type FieldChange = Approval['fields'][number];

/** Longer than this, or of several lines, a value is read as a text and not as a word. */
const SHORT = 60;
/** Fields shown at once; the rest by a button. */
const FIELDS_SHOWN = 12;

function isLong(value: string | null): boolean {
  return value !== null && (value.length > SHORT || value.includes('\n'));
}

/** Fields with what stood there and what would. `only`: one side alone, of what is new or goes. */
export function FieldChanges({
  fields,
  only,
  today,
}: {
  fields: readonly FieldChange[];
  only?: 'before' | 'after' | undefined;
  today: Day;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? fields : fields.slice(0, FIELDS_SHOWN);
  return (
    <>
      <dl className="grid grid-cols-[minmax(4.5rem,7rem)_1fr] gap-x-3 gap-y-1.5 text-13 max-wide:grid-cols-1 max-wide:gap-y-0.5">
        {shown.map((change) => (
          <div key={change.field} className="col-span-full grid grid-cols-subgrid max-wide:pb-1">
            <dt className="text-ink-3 wrap-anywhere">{fieldName(change.field)}</dt>
            <dd className="min-w-0 wrap-anywhere">
              <Change change={change} only={only} today={today} />
            </dd>
          </div>
        ))}
      </dl>
      {fields.length > shown.length && (
        <Button look="quiet" className="mt-1 -ml-2.5 text-12" onClick={() => setAll(true)}>
          Show all {fields.length} fields
        </Button>
      )}
    </>
  );
}

function Change({ change, only, today }: { change: FieldChange; only: 'before' | 'after' | undefined; today: Day }) {
  const { field, before, after } = change;
  const words = (value: string | null) => valueInWords({ field, value, today });
  if (only !== undefined) return <Text text={words(only === 'before' ? before : after)} />;
  if (before !== null && after !== null && (isLong(before) || isLong(after))) return <Difference before={before} after={after} />;
  if (isLong(before) || isLong(after))
    return (
      <span className="flex flex-col gap-1">
        <Side kind="removed" text={words(before)} />
        <Side kind="added" text={words(after)} />
      </span>
    );
  return (
    <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-1.5">
      <bdi className="text-ink-3 line-through decoration-line-control">{words(before)}</bdi>
      <ArrowRight aria-label="becomes" className="size-3 shrink-0 self-center text-ink-3" />
      <bdi className="font-medium text-ink">{words(after)}</bdi>
    </span>
  );
}

/** A value by itself; a long one is cut until it is asked for. */
function Text({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const cut = text.length > 280 && !whole;
  return (
    <span dir="auto" className="block max-h-72 overflow-auto whitespace-pre-wrap">
      {cut ? `${text.slice(0, 240)}… ` : text}
      {cut && (
        <Button look="quiet" className="h-5 px-1 text-12" onClick={() => setWhole(true)}>
          Show all of it
        </Button>
      )}
    </span>
  );
}

const sides = {
  removed: { label: 'Now: ', look: 'bg-late-soft' },
  added: { label: 'Then: ', look: 'bg-accent-soft' },
};

function Side({ kind, text }: { kind: keyof typeof sides; text: string }) {
  return (
    <span className={`block rounded-s px-2 py-1 ${sides[kind].look}`}>
      <span className="text-12 text-ink-2">{sides[kind].label}</span>
      <Text text={text} />
    </span>
  );
}

/** Two long texts: as one with its differences marked, or one under the other where they have little in common. */
function Difference({ before, after }: { before: string; after: string }) {
  const [whole, setWhole] = useState(false);
  const parts = diffWords({ before, after });
  if (sharedShare(parts) < 0.35)
    return (
      <span className="flex flex-col gap-1">
        <Side kind="removed" text={before} />
        <Side kind="added" text={after} />
      </span>
    );
  const folded = foldedParts(parts);
  const isFolded = folded.some((part, index) => part !== parts[index]);
  return (
    <span
      dir="auto"
      className="block max-h-72 overflow-auto rounded-s border border-line bg-canvas px-2 py-1 whitespace-pre-wrap"
    >
      {(whole ? parts : folded).map(({ kind, text }, index) =>
        kind === 'same' ? (
          // The parts of one comparison never change their places.
          <span key={index}>{text}</span>
        ) : kind === 'removed' ? (
          <del key={index} className="mr-0.5 rounded-s bg-late-soft text-ink-2 decoration-late">
            {text}
          </del>
        ) : (
          <ins key={index} className="rounded-s bg-accent-soft font-medium no-underline decoration-accent">
            {text}
          </ins>
        ),
      )}
      {isFolded && !whole && (
        <Button look="quiet" className="ml-1 h-5 px-1 text-12" onClick={() => setWhole(true)}>
          Show all of it
        </Button>
      )}
    </span>
  );
}
