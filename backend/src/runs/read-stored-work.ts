import { readStepAnswer } from '#backend/agents/index.ts';
import { readApprovals } from '#backend/storage/approval-repository.ts';
import type { ContentKey } from '#backend/storage/content-keys.ts';
import type { Sql } from '#backend/storage/database.ts';
import { readDeviceCalls } from '#backend/storage/device-call-repository.ts';
import { readToolTraces } from '#backend/storage/run-event-repository.ts';
import type { RunRecord } from '#backend/storage/run-repository.ts';
import { readSteps, readToolResults } from '#backend/storage/run-step-repository.ts';
import { finishedTraces } from './end-run.ts';
import { toReply } from './read-turns.ts';
import type { StoredWork } from './run-work.ts';

/** What workers before this one stored of a run; the first one finds nothing. `isBegun`: a step is among it. */
export async function readStoredWork({
  sql,
  key,
  run,
}: {
  sql: Sql;
  key: ContentKey;
  run: RunRecord;
}): Promise<{ stored: StoredWork; isBegun: boolean }> {
  if (run.leaseEpoch <= 1) {
    return { stored: { step: () => undefined, calls: [], approvals: [], told: new Set() }, isBegun: false };
  }
  const [steps, results, calls, approvals, traces] = await Promise.all([
    readSteps({ sql, key, runIds: [run.id] }),
    readToolResults({ sql, key, runIds: [run.id] }),
    readDeviceCalls({ sql, key, runId: run.id }),
    readApprovals({ sql, key, runId: run.id }),
    readToolTraces({ sql, key, runId: run.id }),
  ]);
  const step: StoredWork['step'] = (number) => {
    const found = steps.find((each) => each.step === number);
    if (!found) return undefined;
    const answer = readStepAnswer(found.content);
    const ofStep = results.filter((each) => each.step === number);
    const replies = answer.calls.map((_, ordinal) => toReply(ofStep.find((each) => each.ordinal === ordinal)));
    return { answer, replies };
  };
  return { stored: { step, calls, approvals, told: finishedTraces(traces) }, isBegun: steps.length > 0 };
}
