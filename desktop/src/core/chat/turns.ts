import { runStatusSchema, usageSchema } from '@adiuva/shared-protocol';
import type { KeptCalls } from '#core/approvals/index.ts';
import type { MessageFiles } from '#core/attachments/index.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Ledger } from '#core/ledger/index.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { Run, RunRepository } from '#core/runs/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import type { Turn } from '#rpc/chat.ts';
import { answerText } from './answer-text.ts';
import type { ChatRequest } from './chat-repository.ts';
import type { Deferral } from './delivery.ts';
import { toolCards } from './tool-cards.ts';

export interface TurnSources {
  runs: RunRepository;
  ledger: Ledger;
  kept: KeptCalls;
  rows: AllWorkRows;
  journal: Journal;
  privacy: Privacy;
  files: Pick<MessageFiles, 'shown'>;
}

/** How much of what a run changed is undone. */
export function undoneState({ all, active }: { all: number; active: number }): 'none' | 'some' | 'all' {
  if (active === all) return 'none';
  return active === 0 ? 'all' : 'some';
}

function answerOf({ run, runs, ledger, kept, rows, journal, privacy }: TurnSources & { run: Run }): NonNullable<Turn['answer']> {
  const status = runStatusSchema.safeParse(run.status);
  const usage = run.usage === null ? undefined : usageSchema.safeParse(JSON.parse(run.usage)).data;
  const counts = journal.countOfRun(run.runId);
  return {
    run_id: run.runId,
    status: status.success ? status.data : 'running',
    text: answerText({ run, runs, privacy }),
    cards: toolCards({ runId: run.runId, isOver: run.endedAt !== null, runs, ledger, kept, rows, privacy }),
    waiting_for: kept.waitingOf(run.runId),
    ...(run.model === null ? {} : { model: run.model }),
    ...(run.code === null ? {} : { code: run.code }),
    ...(usage ? { usage } : {}),
    changes: counts.all,
    undone: undoneState(counts),
    started_at: run.startedAt,
    ...(run.endedAt === null ? {} : { ended_at: run.endedAt }),
  };
}

/** What the user said, and the run that answers it, as the page shows them. */
export function turnOf({
  request,
  deferral,
  ...sources
}: TurnSources & { request: ChatRequest; deferral: Deferral | undefined }): Turn {
  const run = request.runId === null ? undefined : sources.runs.get(request.runId);
  const files = sources.files.shown(request.requestId);
  return {
    request_id: request.requestId,
    position: request.position,
    text: request.text,
    ...(files.length > 0 ? { files } : {}),
    at: request.createdAt,
    delivery: request.state,
    ...(request.failure === null ? {} : { failure: request.failure }),
    ...(deferral && !run ? { deferred: { code: deferral.code, reason: deferral.reason, retry_at: deferral.retryAt } } : {}),
    ...(run ? { answer: answerOf({ run, ...sources }) } : {}),
  };
}
