import type { BackendFrame, BackendFrameOf } from '@adiuva/shared-protocol';
import type { KeptCalls, Settlement } from '#core/approvals/index.ts';
import { DeviceError } from '#core/device-error.ts';
import { errorFields, resultText, translateFault, type CallDesk, type VectorLookup } from '#core/device-tools/index.ts';
import type { Grants } from '#core/policy/index.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { RunIntake } from '#core/runs/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { Neighbour } from '#core/vectors/index.ts';
import { refusal, type NewWarning } from '#core/warnings/index.ts';

/** A frame of work, with the text that it came as. */
export interface WorkFrame {
  frame: BackendFrame;
  text: string;
}

export interface SliceOutcome {
  /** Frames to send, in order. Everything they tell of is committed. */
  replies: string[];
  /** The last event of each run that is stored now. */
  stored: Map<string, number>;
  /** Events are missing: only a resume brings them. */
  gap: boolean;
  /** Frames that nobody asked for. */
  refused: number;
}

/** Does what the backend's frames ask for, as far as the owner asked for it. */
export interface FrameDesk {
  /**
   * Handles frames that arrived together, in one transaction. A search by meaning is looked up first, without anything
   * waiting for it: what comes of it is in `later`.
   */
  handle(frames: readonly WorkFrame[]): SliceOutcome & { later: Promise<SliceOutcome>[] };
}

const READS = new Set(['select', 'get', 'vector_search']);

/** Searches that are looked up at once; of more, each is told to try again. */
const MOST_LOOKUPS = 16;

/**
 * Whether what a frame does must be on the disk before it is answered. Events need not: they are acknowledged later, and
 * the backend sends again what was not.
 */
function needsDisk(frame: BackendFrame): boolean {
  return frame.type === 'tool_call' && !READS.has(frame.action);
}

function agentRefusal({ run_id: runId }: BackendFrameOf<'agent_run'>): string {
  const message = 'The device’s owner gave no consent for this agent.';
  return JSON.stringify({
    type: 'agent_complete',
    run_id: runId,
    files_read: 0,
    files_skipped: 0,
    errors: [{ path: '', code: 'run_not_granted', message }],
  });
}

/** What a tool of the backend's would do, in the words of its user as far as the tool is known here. */
function describeRequest({ tool, input }: BackendFrameOf<'approval_request'>): string {
  const url = tool === 'send_notification' && typeof input['url'] === 'string' ? URL.parse(input['url']) : null;
  return url ? `Let the backend post a text to ${url.host}` : `Let the backend use “${tool}”`;
}

export function createFrameDesk({
  database,
  calls,
  intake,
  grants,
  kept,
  settlement,
  warn,
  nearest,
  onError,
  logger,
}: {
  database: DeviceDatabase;
  calls: CallDesk;
  intake: RunIntake;
  grants: Grants;
  kept: KeptCalls;
  settlement: Settlement;
  warn: (warning: NewWarning) => void;
  /** Looks up notes near to a vector. Rejects when that cannot be done now. */
  nearest: (lookup: VectorLookup) => Promise<Neighbour[]>;
  /** The backend said that it could not do something. */
  onError: (frame: BackendFrameOf<'error'>) => void;
  logger: Logger;
}): FrameDesk {
  function refuse({ outcome, warning }: { outcome: SliceOutcome; warning: NewWarning }): void {
    outcome.refused += 1;
    warn(warning);
  }

  /** A tool that the backend runs itself waits for the user too. */
  function keepRequest({ frame, text }: { frame: BackendFrameOf<'approval_request'>; text: string }): void {
    if (kept.get(frame.approval_id)) return;
    try {
      kept.keep({
        approvalId: frame.approval_id,
        kind: 'backend',
        runId: frame.run_id,
        action: frame.tool,
        tableName: null,
        rowId: null,
        payloadSha256: '',
        call: text,
        why: JSON.stringify([
          { code: 'backend', sentence: frame.reason.slice(0, 2_000) || 'The backend asks before it does this.' },
        ]),
        summary: describeRequest(frame),
        shown: JSON.stringify({ fields: [], hanging: [], since: [], input: frame.input }),
        baseRevision: null,
        expiresAt: frame.expires_at,
      });
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
      warn(refusal({ code: cause.code, runId: frame.run_id }));
    }
  }

  function handleOne({ frame, text, neighbours }: LookedUp, outcome: SliceOutcome): void {
    switch (frame.type) {
      case 'tool_call': {
        const answer = calls.answer(frame, neighbours);
        outcome.replies.push(answer.text);
        if (answer.warning) refuse({ outcome, warning: answer.warning });
        return;
      }
      case 'run_started':
      case 'text_chunk':
      case 'tool_trace':
      case 'approval_request':
      case 'run_progress':
      case 'final': {
        const taken = intake.receive({ frame, text });
        if (taken === 'stored' || taken === 'known')
          outcome.stored.set(frame.run_id, Math.max(frame.seq, outcome.stored.get(frame.run_id) ?? 0));
        if (taken === 'gap') outcome.gap = true;
        if (taken === 'refused') refuse({ outcome, warning: refusal({ code: 'event', runId: frame.run_id }) });
        if (taken === 'stored' && frame.type === 'approval_request') keepRequest({ frame, text });
        if (taken === 'stored' && frame.type === 'tool_trace') settlement.finished(frame);
        if (taken === 'cancelled') outcome.replies.push(JSON.stringify({ type: 'run_cancel', run_id: frame.run_id }));
        return;
      }
      case 'agent_run':
        outcome.replies.push(agentRefusal(frame));
        refuse({ outcome, warning: refusal({ code: 'agent_run', runId: frame.run_id }) });
        return;
      case 'error':
        if (frame.code === 'already_answered') settlement.answeredBefore(frame);
        else if (frame.code === 'invalid_data') settlement.notSo(frame);
        onError(frame);
        return;
      case 'ping':
        outcome.replies.push('{"type":"pong"}');
        return;
      // Said to the link itself, or to parts that a later release brings.
      case 'pong':
      case 'device_ready':
      case 'agent_ack':
        return;
      default:
        frame satisfies never;
    }
  }

  /** The whole slice is taken back: calls are answered so, events come again with a resume. */
  function failed({ frames, cause }: { frames: readonly WorkFrame[]; cause: unknown }): SliceOutcome {
    grants.reload();
    kept.reload();
    const fault = translateFault(cause);
    logger.error('frames could not be handled', { count: frames.length, fault: String(fault.cause) });
    const replies = frames.flatMap(({ frame }) =>
      frame.type === 'tool_call' ? [resultText({ id: frame.id, runId: frame.run_id, fields: errorFields(fault) })] : [],
    );
    return { replies, stored: new Map(), gap: true, refused: 0 };
  }

  function handleAll(frames: readonly LookedUp[]): SliceOutcome {
    const outcome: SliceOutcome = { replies: [], stored: new Map(), gap: false, refused: 0 };
    const work = (): void => {
      for (const frame of frames) handleOne(frame, outcome);
    };
    try {
      if (frames.some(({ frame }) => needsDisk(frame))) database.write(work);
      else if (frames.every(({ frame }) => frame.type === 'ping' || frame.type === 'pong')) work();
      else database.writeRelaxed(work);
      return outcome;
    } catch (cause) {
      return failed({ frames, cause });
    }
  }

  let lookups = 0;

  /** The search, once it was looked up; or at once, when it needs no looking up. */
  function lookUp(frame: WorkFrame): Promise<SliceOutcome> | undefined {
    if (frame.frame.type !== 'tool_call' || lookups >= MOST_LOOKUPS) return undefined;
    const lookup = calls.lookup(frame.frame);
    if (!lookup) return undefined;
    lookups += 1;
    return nearest(lookup)
      .catch(() => undefined)
      .then((neighbours) => {
        lookups -= 1;
        return handleAll([{ ...frame, neighbours }]);
      });
  }

  return {
    handle(frames) {
      const later: Promise<SliceOutcome>[] = [];
      const now = frames.filter((frame) => {
        const promise = lookUp(frame);
        if (promise) later.push(promise);
        return promise === undefined;
      });
      return { ...handleAll(now), later };
    },
  };
}

/** A frame with what was looked up for it, where it is a search. */
interface LookedUp extends WorkFrame {
  neighbours?: readonly Neighbour[] | undefined;
}
