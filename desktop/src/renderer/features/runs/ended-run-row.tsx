import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-react';
import { useId } from 'react';
import type { EndedRun } from '#rpc/runs.ts';
import { agoInWords, durationInWords } from '#renderer/days/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';
import { usageWords } from '#renderer/usage-words.ts';
import { endWords } from './run-words.ts';

const signs = { done: CircleCheck, quiet: CircleSlash, problem: CircleAlert } as const;

/** Something that is over: what was asked, how it ended and why, what it used. */
export function EndedRunRow({ run, now, zone }: { run: EndedRun; now: number; zone: string }) {
  const titleId = useId();
  const words = endWords(run);
  const Sign = signs[words.tone];
  const facts = [
    durationInWords(run.ended_at - run.started_at),
    run.change_count > 0
      ? `${run.change_count.toLocaleString('en')} ${run.change_count === 1 ? 'change' : 'changes'}`
      : undefined,
    usageWords(run.usage),
  ].filter((fact) => fact !== undefined);
  return (
    <article aria-labelledby={titleId} className="flex items-start gap-2.5 border-t border-line px-2 py-2 max-wide:px-1">
      <Sign aria-hidden className={classNames('mt-0.5 size-4 shrink-0', words.tone === 'problem' ? 'text-late' : 'text-ink-3')} />
      <div className="min-w-0 flex-1">
        <h3 id={titleId} className="min-w-0 text-13">
          {run.session_id === undefined ? (
            <bdi className="block truncate">{run.title}</bdi>
          ) : (
            <a
              href={hrefOf({ view: 'chat', conversation: run.session_id })}
              title={run.title}
              className="block truncate underline-offset-3 hover:underline"
            >
              <bdi>{run.title}</bdi>
            </a>
          )}
        </h3>
        <p className="text-12 text-ink-2 wrap-anywhere">
          <span className={classNames(words.tone === 'problem' ? 'text-late' : 'text-ink-2')}>{words.label}</span>
          {words.detail !== undefined && ` · ${words.detail}`}
          <span className="text-ink-3 nums"> · {facts.join(' · ')}</span>
        </p>
      </div>
      <span className="shrink-0 text-12 text-ink-3 nums">{agoInWords({ instant: run.ended_at, now, zone })}</span>
    </article>
  );
}
