import { ChevronRight } from 'lucide-react';
import type { Approval } from '#rpc/approvals.ts';
import { dayOf } from '#renderer/days/index.ts';
import { fieldName, valueInWords } from '#renderer/features/activity/index.ts';
import { expiryWords, hangingWords } from './approval-words.ts';

/** One of many that wait: what would be done in short, and the way to all of it. */
export function PendingLine({
  approval,
  now,
  zone,
  onOpen,
}: {
  approval: Approval;
  now: number;
  zone: string;
  onOpen: () => void;
}) {
  const { summary, action, fields, hanging, table, since } = approval;
  const today = dayOf({ instant: now, zone });
  const words = (field: string, value: string | null) => {
    const whole = valueInWords({ field, value, today });
    // Each value keeps its own direction: else two of a script that runs leftwards would change places around the arrow.
    return `\u2068${whole.length > 48 ? `${whole.slice(0, 47)}…` : whole}\u2069`;
  };
  const details = [
    ...(action === 'delete' ? [] : fields.slice(0, 3)).map(({ field, before, after }) =>
      before === null
        ? `${fieldName(field)}: ${words(field, after)}`
        : `${fieldName(field)}: ${words(field, before)} → ${words(field, after)}`,
    ),
    ...(action !== 'delete' && fields.length > 3
      ? [fields.length === 4 ? 'and 1 more field' : `and ${fields.length - 3} more fields`]
      : []),
    ...hanging.map((one) => hangingWords({ hanging: one, table })),
    ...(since.length > 0 ? ['You changed it since'] : []),
  ];
  return (
    <button
      type="button"
      aria-expanded={false}
      onClick={onOpen}
      className="focus-inset flex w-full items-center gap-2.5 rounded-m border border-line bg-raised px-3 py-1.5 text-left text-13 shadow-field hover:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <bdi className="block wrap-anywhere">{summary}</bdi>
        {details.length > 0 && <span className="block text-12 wrap-anywhere text-ink-2">{details.join(' · ')}</span>}
      </span>
      <span className="shrink-0 text-12 text-ink-3 max-wide:hidden">{expiryWords({ expiresAt: approval.expires_at, now })}</span>
      <ChevronRight aria-hidden className="size-3.75 shrink-0 text-ink-3" />
    </button>
  );
}
