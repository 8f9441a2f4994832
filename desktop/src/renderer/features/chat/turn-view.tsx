import { CircleAlert, CirclePause, CircleSlash, Clock, Redo2, Undo2 } from 'lucide-react';
import { memo } from 'react';
import type { Turn } from '#rpc/chat.ts';
import { agoInWords, durationInWords } from '#renderer/days/index.ts';
import { type ApprovalsStore, RunApprovals, type RunApprovalsProps } from '#renderer/features/approvals/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { LazyMarkdownText } from '#renderer/markdown/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { usageWords } from '#renderer/usage-words.ts';
import { answerEnd } from './answer-end.ts';
import { laterMessageFiles } from './files/index.ts';
import { type OpenRow, ToolCardView } from './tool-card-view.tsx';
import { turnPhase } from './transcript.ts';

export interface TurnActions {
  onOpenRow: OpenRow;
  onCancel: (requestId: string) => void;
  onWriteAgain: (text: string) => void;
  onSwitch: (change: { runId: string; to: 'undo' | 'redo' }) => void;
  /** What waits for the user's word, and what became of it. */
  approvals: ApprovalsStore;
  projects: ProjectsStore;
}

export interface TurnViewProps {
  turn: Turn;
  now: number;
  zone: string;
  actions: TurnActions;
}

/** What the user said, and what came of it. */
export const TurnView = memo(function TurnView({ turn, now, zone, actions }: TurnViewProps) {
  const phase = turnPhase(turn);
  return (
    <div className="flex flex-col gap-3">
      <article aria-label="Your message" className="flex flex-col items-end gap-1 pl-12">
        <div className="max-w-full rounded-l rounded-br-s border border-line bg-canvas px-3.5 py-2 wrap-anywhere whitespace-pre-wrap">
          {turn.text}
        </div>
        {turn.files && <laterMessageFiles.View files={turn.files} />}
        {(phase === 'queued' || phase === 'deferred') && (
          <p className="flex flex-wrap items-center justify-end gap-x-1.5 text-12 text-today">
            <Clock aria-hidden className="size-3.5" />
            {turn.deferred
              ? `${turn.deferred.reason} It is kept, and sent again by itself.`
              : 'Will be sent when the backend is back'}
            <Button look="quiet" className="h-6 px-1.5 text-12" onClick={() => actions.onCancel(turn.request_id)}>
              Take back
            </Button>
          </p>
        )}
        {phase === 'refused' && (
          <p className="flex flex-wrap items-center justify-end gap-x-1.5 text-12 text-late">
            <CircleAlert aria-hidden className="size-3.5" />
            <span className="wrap-anywhere">Not sent. {turn.failure}</span>
            <Button look="quiet" className="h-6 px-1.5 text-12" onClick={() => actions.onWriteAgain(turn.text)}>
              Write it again
            </Button>
          </p>
        )}
        {phase === 'held' && (
          <p className="flex flex-wrap items-center justify-end gap-x-1.5 text-12 text-today">
            <CirclePause aria-hidden className="size-3.5" />
            Not sent yet: it waits for your decision
          </p>
        )}
        {!['queued', 'deferred', 'refused', 'held'].includes(phase) && (
          <time dateTime={new Date(turn.at).toISOString()} className="sr-only">
            {agoInWords({ instant: turn.at, now, zone })}
          </time>
        )}
      </article>
      <Approvals requestId={turn.request_id} zone={zone} actions={actions} />
      {(turn.answer || phase === 'awaited') && <AnswerView turn={turn} now={now} zone={zone} actions={actions} />}
    </div>
  );
});

function Approvals({ actions, ...of }: Pick<RunApprovalsProps, 'runId' | 'requestId'> & Pick<TurnViewProps, 'zone' | 'actions'>) {
  const { approvals, projects, onOpenRow } = actions;
  return <RunApprovals {...of} approvals={approvals} projects={projects} onOpenRow={onOpenRow} />;
}

function AnswerView({ turn, now, zone, actions }: TurnViewProps) {
  const { answer } = turn;
  const phase = turnPhase(turn);
  const running = phase !== 'ended';
  const moving = running && phase !== 'waiting';
  const end = answer && !running ? answerEnd(answer) : undefined;
  return (
    <article aria-label="Answer" aria-busy={moving} className="group/answer flex flex-col gap-2.5">
      {answer && answer.cards.length > 0 && (
        <div className="self-stretch overflow-hidden rounded-m border border-line bg-raised p-0.5 shadow-field">
          {answer.cards.map((card) => (
            <ToolCardView key={card.trace_id} card={card} onOpenRow={actions.onOpenRow} />
          ))}
        </div>
      )}
      {answer && answer.text !== '' && <LazyMarkdownText text={answer.text} streaming={moving} />}
      {moving && (answer?.text ?? '') === '' && (
        <p className="flex h-5 items-center gap-1" title="Adiuva is answering">
          <span className="sr-only">Adiuva is answering</span>
          {[0, 1, 2].map((dot) => (
            <span
              key={dot}
              aria-hidden
              className="size-1.5 animate-breathe rounded-full bg-ink-3"
              style={{ animationDelay: `${dot * 160}ms` }}
            />
          ))}
        </p>
      )}
      {answer && <Approvals runId={answer.run_id} zone={zone} actions={actions} />}
      {end && (
        <p className="flex items-start gap-2 text-13 text-ink-2">
          {end.tone === 'problem' ? (
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-late" />
          ) : (
            <CircleSlash aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          )}
          {end.sentence}
        </p>
      )}
      {answer && !running && (
        <footer className="flex min-h-6 flex-wrap items-center gap-1.5 text-12 text-ink-3 nums">
          <SwitchButtons answer={answer} onSwitch={actions.onSwitch} />
          <span className="wrap-anywhere">
            {[
              agoInWords({ instant: answer.ended_at ?? turn.at, now, zone }),
              answer.ended_at !== undefined && durationInWords(answer.ended_at - answer.started_at),
              answer.model === 'offline:rules' ? 'offline' : answer.model,
              usageWords(answer.usage),
            ]
              .filter((part) => typeof part === 'string')
              .join(' · ')}
          </span>
        </footer>
      )}
    </article>
  );
}

function SwitchButtons({ answer, onSwitch }: { answer: NonNullable<Turn['answer']>; onSwitch: TurnActions['onSwitch'] }) {
  if (answer.changes === 0) return undefined;
  const look = '-ml-1.5 mr-1 h-6.5 px-2 text-12 text-ink-2';
  return (
    <>
      {answer.undone !== 'all' && (
        <Button look="quiet" className={look} onClick={() => onSwitch({ runId: answer.run_id, to: 'undo' })}>
          <Undo2 aria-hidden />
          Undo changes ({answer.changes})
        </Button>
      )}
      {answer.undone !== 'none' && (
        <>
          <span className="text-today">{answer.undone === 'all' ? 'Undone' : 'Partly undone'}</span>
          <Button
            look="quiet"
            className={look.replace('-ml-1.5 ', '')}
            onClick={() => onSwitch({ runId: answer.run_id, to: 'redo' })}
          >
            <Redo2 aria-hidden />
            Redo changes ({answer.changes})
          </Button>
        </>
      )}
    </>
  );
}
