import { EventType, PROTOCOL_VERSION, type AGUIEvent, type Interrupt } from '@ag-ui/core';
import type { BackendFrameOf, RunEvent, Usage } from '@adiuva/shared-protocol';
import { countUsage, toEnd } from './ended-run.ts';
import { toInterrupt, toResult, toStart, type OpenCall } from './open-call.ts';

/** What was told of a run so far, as far as it bears on what comes. */
export interface FoldState {
  /** RUN_STARTED was told, and no end or wait since. */
  isRunning: boolean;
  /** The run has ended: nothing follows. */
  hasEnded: boolean;
  /** The session; the run itself where it has none. */
  threadId: string | undefined;
  about: Record<string, string>;
  openMessageId: string | undefined;
  openCalls: readonly OpenCall[];
  /** Of the whole run, as its last wait told it. */
  toldUsage: Usage | undefined;
}

export const UNTOLD: FoldState = {
  isRunning: false,
  hasEnded: false,
  threadId: undefined,
  about: {},
  openMessageId: undefined,
  openCalls: [],
  toldUsage: undefined,
};

/** AG-UI events, and the state after them. */
export interface Told {
  state: FoldState;
  told: AGUIEvent[];
}

/**
 * One event of a run's log as AG-UI events. What a client's verifier wants holds at every prefix: a message is closed before
 * anything else begins, a call's arguments are whole, and what comes after a wait, which is a RUN_FINISHED, begins with
 * RUN_STARTED.
 */
export function foldEvent({ state, event }: { state: FoldState; event: RunEvent }): Told {
  if (state.hasEnded) return { state, told: [] };
  const begun = begin({ state, event });
  const { state: next, told } = foldRunning({ state: begun.state, event });
  return { state: next, told: [...begun.told, ...told] };
}

function begin({ state, event }: { state: FoldState; event: RunEvent }): Told {
  if (state.isRunning) return { state, told: [] };
  const isFirst = event.type === 'run_started';
  const threadId = (isFirst ? event.session_id : state.threadId) ?? state.threadId ?? event.run_id;
  const about = isFirst ? aboutRun(event) : state.about;
  return {
    state: { ...state, isRunning: true, threadId, about },
    told: [
      {
        type: EventType.RUN_STARTED,
        threadId,
        runId: event.run_id,
        protocolVersion: PROTOCOL_VERSION,
        metadata: about,
      },
    ],
  };
}

function aboutRun({ kind, model, request_id: requestId }: BackendFrameOf<'run_started'>): Record<string, string> {
  return { kind, ...(model ? { model } : {}), ...(requestId ? { request_id: requestId } : {}) };
}

function foldRunning({ state, event }: { state: FoldState; event: RunEvent }): Told {
  switch (event.type) {
    case 'run_started':
      return { state, told: [] };
    case 'text_chunk':
      return foldText({ state, event });
    case 'tool_trace':
      return after(closeMessage({ state }), (closed) => foldTrace({ state: closed, event }));
    case 'approval_request':
      return after(closeMessage({ state }), (closed) => foldApproval({ state: closed, event }));
    case 'run_progress': {
      const { done, total, label } = event;
      return { state, told: [{ type: EventType.CUSTOM, name: 'run_progress', value: { done, total, label } }] };
    }
    case 'final':
      return after(closeMessage({ state }), (closed) => foldFinal({ state: closed, event }));
    default:
      return event satisfies never;
  }
}

function after(first: Told, then: (state: FoldState) => Told): Told {
  const second = then(first.state);
  return { state: second.state, told: [...first.told, ...second.told] };
}

function foldText({ state, event }: { state: FoldState; event: BackendFrameOf<'text_chunk'> }): Told {
  const { message_id: messageId, text: delta } = event;
  const isOpen = state.openMessageId === messageId;
  const told: AGUIEvent[] = isOpen ? [] : closeMessage({ state, isSuperseded: true }).told;
  if (!isOpen) told.push({ type: EventType.TEXT_MESSAGE_START, messageId, role: 'assistant' });
  // Its schema takes no empty one.
  if (delta !== '') told.push({ type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta });
  return { state: { ...state, openMessageId: messageId }, told };
}

/** `isSuperseded`: another message takes its place, since the model was asked again (PROTOCOL 2); what it said is void. */
function closeMessage({ state, isSuperseded = false }: { state: FoldState; isSuperseded?: boolean }): Told {
  const { openMessageId: messageId } = state;
  if (messageId === undefined) return { state, told: [] };
  return {
    state: { ...state, openMessageId: undefined },
    told: [{ type: EventType.TEXT_MESSAGE_END, messageId, ...(isSuperseded ? { metadata: { superseded: true } } : {}) }],
  };
}

function foldTrace({ state, event }: { state: FoldState; event: BackendFrameOf<'tool_trace'> }): Told {
  const isOpen = state.openCalls.some((call) => call.id === event.trace_id);
  if (event.phase === 'start') {
    // One that its user was asked about is told already.
    if (isOpen) return { state, told: [] };
    const call: OpenCall = { id: event.trace_id, tool: event.tool, input: event.input };
    return { state: { ...state, openCalls: [...state.openCalls, call] }, told: toStart({ call, at: event.at }) };
  }
  if (!isOpen) return { state, told: [] };
  const openCalls = state.openCalls.filter((call) => call.id !== event.trace_id);
  return { state: { ...state, openCalls }, told: [toResult(event)] };
}

/** The call that its user is asked about begins with it, or has begun already. */
function foldApproval({ state, event }: { state: FoldState; event: BackendFrameOf<'approval_request'> }): Told {
  const { approval_id: id, tool, input, reason, expires_at: expiresAt } = event;
  const call: OpenCall = { id, tool, input, approval: { reason, expiresAt } };
  const others = state.openCalls.filter((each) => each.id !== id);
  const isOpen = others.length < state.openCalls.length;
  const value = { approval_id: id, tool, input, reason, expires_at: expiresAt };
  const request: AGUIEvent = { type: EventType.CUSTOM, name: 'approval_request', value };
  return {
    state: { ...state, openCalls: [...others, call] },
    told: [...(isOpen ? [] : toStart({ call, at: undefined })), request],
  };
}

function foldFinal({ state, event }: { state: FoldState; event: BackendFrameOf<'final'> }): Told {
  const threadId = state.threadId ?? event.run_id;
  if (event.status !== 'waiting') {
    const told = [toEnd({ final: event, threadId, toldUsage: state.toldUsage })];
    return { state: { ...state, isRunning: false, hasEnded: true, openCalls: [] }, told };
  }
  const [first = unnamed(event), ...others] = state.openCalls.map(toInterrupt);
  const { usage, metadata } = countUsage({ usage: event.usage, toldUsage: state.toldUsage });
  return {
    state: { ...state, isRunning: false, toldUsage: event.usage },
    told: [
      {
        type: EventType.RUN_FINISHED,
        threadId,
        runId: event.run_id,
        outcome: { type: 'interrupt', interrupts: [first, ...others] },
        usage,
        metadata: { ...metadata, response: event.response },
      },
    ],
  };
}

/** An interrupt names something: where no call is known, the wait itself. */
function unnamed({ run_id: runId, seq, response }: BackendFrameOf<'final'>): Interrupt {
  return { id: `${runId}:${seq}`, reason: 'adiuva:approval', message: response };
}
