import type { BackendFrameOf } from '@adiuva/shared-protocol';
import type { ApprovalRepository } from './approval-repository.ts';
import type { KeptCall, KeptCalls } from './kept-calls.ts';
import { whySchema, type Why } from './shown.ts';

/**
 * What the backend did about tools of its own that it asked the user for. The user, or somebody for them, may have
 * answered elsewhere (over HTTP, or another time): the first answer counts, and the device learns which it was by what
 * the backend says it did.
 */
export interface Settlement {
  /** In a transaction: a tool has finished. */
  finished(trace: BackendFrameOf<'tool_trace'>): void;
  /** In a transaction: the backend has this answer, or another one, already. */
  answeredBefore(error: BackendFrameOf<'error'>): void;
  /** In a transaction: the backend cannot do it as the user edited it. It waits again, and says why. */
  notSo(error: BackendFrameOf<'error'>): void;
}

type Outcome = NonNullable<BackendFrameOf<'tool_trace'>['outcome']>;

/** What became of something that nobody here had decided. */
const decidedElsewhere: Readonly<Record<Outcome, string>> = {
  ok: 'It was approved elsewhere, and the backend did it.',
  error: 'It was decided elsewhere. The backend could not do it.',
  refused: 'It was rejected elsewhere, so nothing was done.',
  interrupted: 'The backend gave it up, so nothing was done.',
};

/** What to say where the backend did not do what was said here; undefined where it did, or where that is not known. */
function contradiction({ state }: KeptCall, outcome: Outcome): string | undefined {
  if (state === 'approved' && outcome === 'refused')
    return 'You approved it here, but it had been rejected elsewhere, or was too late: nothing was done.';
  if (state === 'rejected' && outcome === 'ok')
    return 'You rejected it here, but it had been approved elsewhere before, and the backend did it.';
  if (state === 'expired' && outcome === 'ok')
    return 'It expired here, but it had been approved elsewhere, and the backend did it.';
  return undefined;
}

/** An approval's id stands at the start of the sentence: `<approval_id> was answered before: …`. */
const leadingId = /^["“]?([A-Za-z0-9_.:-]{1,128})["”]?\s*/;
const MAX_FAULT = 500;

export function createSettlement({ kept, repository }: { kept: KeptCalls; repository: ApprovalRepository }): Settlement {
  /** What an error is about, and what it says of it. */
  function aboutCall({ message }: BackendFrameOf<'error'>): { call: KeptCall; says: string } | undefined {
    const found = leadingId.exec(message);
    const call = found?.[1] === undefined ? undefined : kept.get(found[1]);
    return found && call?.kind === 'backend' ? { call, says: message.slice(found[0].length).slice(0, MAX_FAULT) } : undefined;
  }

  return {
    finished({ run_id: runId, phase, trace_id: traceId, tool_call_id: callId, outcome, error }) {
      if (phase !== 'finish') return;
      // An approval of a device action is another matter: that one is given here, and nowhere else.
      const call = [traceId, callId].flatMap((id) => (id ? [kept.get(id)] : [])).find((one) => one?.kind === 'backend');
      if (!call || call.runId !== runId) return;
      const done = outcome ?? (error ? 'error' : 'ok');
      const reason = call.state === 'pending' ? decidedElsewhere[done] : contradiction(call, done);
      if (reason !== undefined) kept.setState({ seq: call.seq, state: 'closed', reason });
      else if (call.state === 'approved') kept.setState({ seq: call.seq, state: 'executed' });
      kept.markAnswered(call);
    },
    answeredBefore(error) {
      // Most often it is our own word, told again. Where it is another's, the tool's finish says which.
      const about = aboutCall(error);
      if (about) kept.markAnswered(about.call);
    },
    notSo(error) {
      const about = aboutCall(error);
      if (about?.call.state !== 'approved') return;
      const { seq } = about.call;
      const approval = repository.get(seq);
      if (!approval) return;
      const fault: Why = { code: 'backend', sentence: `The backend cannot do it as you edited it: it ${about.says}` };
      const why = JSON.stringify([...whySchema.parse(JSON.parse(approval.why)), fault]);
      repository.set({ seq, why, version: approval.version + 1, decidedAt: null });
      kept.setState({ seq, state: 'pending', edited: null });
    },
  };
}
