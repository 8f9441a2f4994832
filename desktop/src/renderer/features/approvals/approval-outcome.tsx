import { CircleCheck, CircleSlash, Hourglass } from 'lucide-react';
import type { RefObject } from 'react';
import type { Approval } from '#rpc/approvals.ts';
import { agoInWords } from '#renderer/days/index.ts';
import { outcomeOf } from './approval-words.ts';

/** What became of something that waited, in a line. */
export function ApprovalOutcome({
  approval,
  edited,
  now,
  zone,
  line,
}: {
  approval: Approval;
  edited: string | undefined;
  now: number;
  zone: string;
  line?: RefObject<HTMLParagraphElement | null>;
}) {
  const outcome = outcomeOf({ approval, edited: edited ?? (approval.edited ? approval.summary : undefined) });
  if (!outcome) return undefined;
  const { tone, word, detail } = outcome;
  const Icon = tone === 'done' ? CircleCheck : tone === 'not_done' ? CircleSlash : Hourglass;
  return (
    <p ref={line} tabIndex={-1} className="flex items-start gap-2 rounded-s px-2.5 py-1 text-13 text-ink-2">
      <Icon
        aria-hidden
        className={tone === 'done' ? 'mt-0.5 size-3.75 shrink-0 text-accent' : 'mt-0.5 size-3.75 shrink-0 text-ink-3'}
      />
      <span className="min-w-0 wrap-anywhere">
        <span className="font-medium text-ink">{word}</span>
        {': '}
        <bdi>{approval.summary}</bdi>
        {detail !== undefined && detail !== '' && (
          <span className="text-ink-3">
            {' · '}
            <bdi>{tone === 'not_done' ? `“${detail}”` : detail}</bdi>
          </span>
        )}
        {approval.decided_at !== undefined && (
          <span className="text-12 whitespace-nowrap text-ink-3">
            {' · '}
            {agoInWords({ instant: approval.decided_at, now, zone })}
          </span>
        )}
      </span>
    </p>
  );
}
