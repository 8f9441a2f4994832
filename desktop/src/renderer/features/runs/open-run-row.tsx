import { CirclePause, Square, Undo2 } from 'lucide-react';
import { useId } from 'react';
import type { OpenRun } from '#rpc/runs.ts';
import { agoInside } from '#renderer/days/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { Button, classNames } from '#renderer/ui/index.ts';
import { phaseWords, type PhaseWords, usedWords } from './run-words.ts';

export interface OpenRunRowProps {
  run: OpenRun;
  now: number;
  zone: string;
  /** It was asked to stop a moment ago. */
  stopping: boolean;
  onStop: () => void;
  onWaiting: () => void;
}

/** Something that goes on or waits: what was asked, where it stands, what it used, and a way to stop it. */
export function OpenRunRow({ run, now, zone, stopping, onStop, onWaiting }: OpenRunRowProps) {
  const titleId = useId();
  const words = phaseWords({ phase: run.phase, now });
  const used = usedWords(run);
  const isStopping = stopping || run.phase.kind === 'stopping';
  const takesBack = run.run_id === undefined;
  return (
    <article aria-labelledby={titleId} className="flex items-start gap-2.5 border-t border-line px-2 py-2.5 max-wide:px-1">
      <Sign tone={words.tone} />
      <div className="min-w-0 flex-1">
        <h3 id={titleId} className="min-w-0 text-13">
          <a
            href={hrefOf({ view: 'chat', conversation: run.session_id })}
            title={run.title}
            className="block truncate font-medium underline-offset-3 hover:underline"
          >
            <bdi>{run.title}</bdi>
          </a>
        </h3>
        <p className="text-13 text-ink-2 wrap-anywhere">
          <span className={classNames('font-medium', words.tone === 'waiting' ? 'text-today' : 'text-ink')}>{words.label}</span>
          {words.detail !== undefined && (
            <span>
              {' · '}
              <bdi>{words.detail}</bdi>
            </span>
          )}
        </p>
        <p className="text-12 text-ink-3 nums">
          Asked {agoInside({ instant: run.asked_at, now, zone })}
          {used !== undefined && ` · ${used}`}
        </p>
      </div>
      <div className="flex shrink-0 items-center gap-1.5 max-wide:flex-col max-wide:items-stretch">
        {(run.phase.kind === 'waiting' || run.phase.kind === 'held') && (
          <Button aria-describedby={titleId} onClick={onWaiting}>
            Decide…
          </Button>
        )}
        <Button
          data-stop
          look="quiet"
          aria-describedby={titleId}
          aria-disabled={isStopping}
          onClick={() => {
            if (!isStopping) onStop();
          }}
        >
          {takesBack ? <Undo2 aria-hidden /> : <Square aria-hidden className="scale-75 fill-current" />}
          {takesBack ? 'Take back' : 'Stop'}
        </Button>
      </div>
    </article>
  );
}

function Sign({ tone }: { tone: PhaseWords['tone'] }) {
  if (tone === 'waiting') return <CirclePause aria-hidden className="mt-0.5 size-4 shrink-0 text-today" />;
  return (
    <span aria-hidden className="mt-0.5 flex size-4 shrink-0 items-center justify-center">
      <span className={classNames('size-2 rounded-full', tone === 'moving' ? 'animate-breathe bg-accent' : 'bg-ink-3')} />
    </span>
  );
}
