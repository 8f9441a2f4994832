import type { CheckpointLine, ClientLine, NoteLine, ProjectLine, TaskCommentLine, TaskLine } from '@adiuva/shared-protocol';
import type { JSONObject } from '@ai-sdk/provider';
import type { z } from 'zod';
import type { Moment } from '../dates/moment.ts';
import type { Voice } from '../say/voice.ts';
import type { Intent, ListIntent, NewTask, Place, SaidDay } from '../understand/intent.ts';

/** A tool call that a plan wants made; calls that are asked for together are made in one step, in parallel. */
export interface PlannedCall {
  tool: string;
  input: JSONObject;
}

/** What came back: the tool's JSON, or its sentence. `out_of_steps` and `not_offered` are the engine's own. */
export type ToolReply = { ok: true; value: unknown } | { ok: false; error: string; code: string };

/** A plan asks for calls and gets their replies, in order, until it returns. It is replayed at each call of the model. */
export type Plan<T> = Generator<PlannedCall[], T, ToolReply[]>;

/** The rows that an answer named, in the order in which it named them; `total`: how many there are in all. */
export type Focus =
  | { noun: 'task'; rows: TaskLine[]; total: number }
  | { noun: 'project'; rows: ProjectLine[]; total: number }
  | { noun: 'client'; rows: ClientLine[]; total: number }
  | { noun: 'checkpoint'; rows: CheckpointLine[]; total: number }
  | { noun: 'note'; rows: NoteLine[]; total: number }
  | { noun: 'comment'; rows: TaskCommentLine[]; total: number };

/** A question that the answer asks, and what the user then wants when it is answered. */
export type Pending =
  | { kind: 'task'; rows: TaskLine[]; resume: (rows: TaskLine[]) => Intent }
  | { kind: 'project'; rows: ProjectLine[]; resume: (row: ProjectLine) => Intent }
  | { kind: 'client'; rows: ClientLine[]; resume: (row: ClientLine) => Intent }
  /** Rows of any other kind, by their names; `resume` takes the places of those that were chosen, 0 the first. */
  | { kind: 'row'; names: string[]; resume: (chosen: number[]) => Intent }
  | { kind: 'title'; resume: (named: NewTask & { title: string }) => Intent }
  | { kind: 'text'; resume: (text: string) => Intent }
  | { kind: 'day'; resume: (day: SaidDay) => Intent }
  | { kind: 'place'; resume: (place: Place) => Intent };

/** What a plan comes to. */
export interface Reply {
  text: string;
  focus?: Focus;
  /** What was named beside it, for "that project", "mark it as done": the task of a comment, the project of a checkpoint. */
  beside?: Focus;
  /** The question that was answered, for "and the done ones?". */
  query?: ListIntent;
  pending?: Pending;
  /** What was asked for was not done: what comes after it in the same message is not tried. */
  stopped?: true;
}

/** Names by id, from every row that the conversation has seen. */
export interface Names {
  projects: Map<string, string>;
  clients: Map<string, string>;
}

/** What the conversation has come to before a clause. */
export interface Memory {
  focus?: Focus;
  tasks?: Focus & { noun: 'task' };
  projects?: Focus & { noun: 'project' };
  clients?: Focus & { noun: 'client' };
  checkpoints?: Focus & { noun: 'checkpoint' };
  notes?: Focus & { noun: 'note' };
  comments?: Focus & { noun: 'comment' };
  query?: ListIntent;
  pending?: Pending;
  names: Names;
}

/** What every plan may look at. `now` is absent when the turn does not say when it was. */
export interface Scene {
  now?: Moment;
  memory: Memory;
  /** The language in which the message is answered. */
  voice: Voice;
}

/** Ends a plan from inside: this is what it comes to. Caught where plans are run, and nowhere else. */
export class PlanStop extends Error {
  readonly code = 'plan_stop';
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(reply.text);
    this.reply = reply;
  }
}

/** A call with the shape of its answer. */
export interface TypedCall<T> extends PlannedCall {
  output: z.ZodType<T>;
}

/** What a tool said went wrong; `unanswered` and `unreadable` are codes of this file's own. */
export interface Fault {
  error: string;
  code: string;
}

export type Outcome<T> = { ok: true; value: T } | ({ ok: false } & Fault);

/** Ends a plan because a call that it cannot do without failed; caught where plans are run, and told in the user's language. */
export class CallFailed extends Error {
  readonly code = 'call_failed';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.error);
    this.fault = fault;
  }
}

/** So many calls are made in one step at most; the loop runs no more at once. */
const callsAStep = 30;

/** Makes the calls in one step, in several when they are many; every answer is read by its tool's schema. */
export function* attempt<T>(calls: readonly TypedCall<T>[]): Plan<Outcome<T>[]> {
  if (calls.length === 0) return [];
  if (calls.length > callsAStep) {
    return [...(yield* attempt(calls.slice(0, callsAStep))), ...(yield* attempt(calls.slice(callsAStep)))];
  }
  const replies = yield calls.map(({ tool, input }) => ({ tool, input }));
  return calls.map((call, index) => {
    const reply = replies[index];
    if (reply === undefined) return { ok: false, error: '', code: 'unanswered' };
    if (!reply.ok) return reply;
    const read = call.output.safeParse(reply.value);
    return read.success ? { ok: true, value: read.data } : { ok: false, error: '', code: 'unreadable' };
  });
}

/** Makes calls that the plan cannot do without: the first that fails ends it with the tool's sentence. */
export function* need<T>(calls: readonly TypedCall<T>[]): Plan<T[]> {
  const outcomes = yield* attempt(calls);
  return outcomes.map((outcome) => {
    if (outcome.ok) return outcome.value;
    throw new CallFailed(outcome);
  });
}

/** Makes one call that the plan cannot do without. */
export function* needOne<T>(call: TypedCall<T>): Plan<T> {
  const [value] = yield* need([call]);
  if (value === undefined) throw new CallFailed({ error: '', code: 'unanswered' });
  return value;
}
