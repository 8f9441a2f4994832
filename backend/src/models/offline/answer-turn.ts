import type { MadeCall, Turn } from './conversation.ts';
import { afterForeignTurn, afterReply, emptyMemory, learnNames } from './memory.ts';
import { intentPlan } from './plans/intent-plan.ts';
import { answerTo } from './plans/pending.ts';
import {
  CallFailed,
  type Memory,
  type Plan,
  PlanStop,
  type PlannedCall,
  type Reply,
  type Scene,
  type ToolReply,
} from './plans/plan.ts';
import { voiceOf } from './say/voice.ts';
import type { Intent } from './understand/intent.ts';
import { type Context, type Understood, languageOf, understand } from './understand/understand.ts';

/** What the model does next: calls, all in one step, or the answer. */
export type Move = { kind: 'calls'; calls: PlannedCall[] } | { kind: 'text'; text: string };

/** So many turns back, references are followed; names are learned from all. */
const turnsRemembered = 12;
/** No plan asks more often than this; it is there so that none can run for ever. */
const mostRounds = 40;

interface TurnEnd {
  text: string;
  memory: Memory;
}

function* stoppable({ intent, scene }: { intent: Intent; scene: Scene }): Plan<Reply> {
  try {
    return yield* intentPlan({ intent, scene });
  } catch (error) {
    if (error instanceof PlanStop) return error.reply;
    if (error instanceof CallFailed) return { text: scene.voice.faults.failed(error.fault), stopped: true };
    throw error;
  }
}

/** A whole turn: its clauses one after the other, each seeing what the one before came to. */
function* turnPlan({ turn, understood, memory }: { turn: Turn; understood: Understood; memory: Memory }): Plan<TurnEnd> {
  const voice = voiceOf(understood.language);
  const answer = answerTo({ understood, memory, now: turn.now });
  const [only] = understood.intents;
  // "The first of those", said to no question: that row.
  const bare =
    understood.intents.length === 1 &&
    only?.kind === 'unknown' &&
    understood.choice.kind === 'choose' &&
    understood.choice.reference;
  const intents = answer ? [answer] : bare ? [understood.choice] : understood.intents;
  const texts: string[] = turn.files === undefined ? [] : [voice.topics.filesUnseen(turn.files)];
  let after = memory;
  for (const [index, intent] of intents.entries()) {
    const reply = yield* stoppable({ intent, scene: { memory: after, voice, ...(turn.now && { now: turn.now }) } });
    texts.push(reply.text);
    after = afterReply({ memory: after, reply });
    if (reply.stopped && index < intents.length - 1) {
      texts.push(voice.topics.restLeft());
      break;
    }
  }
  return { text: texts.join('\n\n'), memory: after };
}

/** JSON with its keys in order: two inputs that are alike are the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

interface Replies {
  /** The reply to a call that was made; each is given out once. */
  take: (call: PlannedCall) => ToolReply | undefined;
  /** Whether all were asked for. */
  isSpent: () => boolean;
}

function repliesOf(calls: readonly MadeCall[]): Replies {
  const replies = new Map<string, ToolReply[]>();
  const keyOf = ({ tool, input }: { tool: string; input: unknown }): string => `${tool} ${canonical(input)}`;
  for (const call of calls) {
    if (!call.reply) continue;
    const key = keyOf(call);
    replies.set(key, [...(replies.get(key) ?? []), call.reply]);
  }
  return {
    take: (call) => replies.get(keyOf(call))?.shift(),
    isSpent: () => [...replies.values()].every((left) => left.length === 0),
  };
}

/** `isOurs`: every call that the turn made is one that the rules make. */
type Driven = { kind: 'end'; end: TurnEnd; isOurs: boolean } | { kind: 'missing'; calls: PlannedCall[] };

/** Replays a turn's plan with the replies that are there; `refuse` answers a call that may not be made any more. */
function drive({
  turn,
  understood,
  memory,
  refuse,
}: {
  turn: Turn;
  understood: Understood;
  memory: Memory;
  refuse?: (call: PlannedCall) => ToolReply | undefined;
}): Driven {
  const { take, isSpent } = repliesOf(turn.calls);
  const plan = turnPlan({ turn, understood, memory });
  let step = plan.next();
  for (let round = 0; !step.done && round < mostRounds; round++) {
    const found = step.value.map((call) => ({ call, reply: take(call) ?? refuse?.(call) }));
    const missing = found.flatMap(({ call, reply }) => (reply ? [] : [call]));
    if (missing.length > 0) return { kind: 'missing', calls: missing };
    for (const { reply } of found) learnNames({ reply, names: memory.names });
    step = plan.next(found.flatMap(({ reply }) => (reply ? [reply] : [])));
  }
  return step.done ? { kind: 'end', end: step.value, isOurs: isSpent() } : { kind: 'missing', calls: [] };
}

const outOfSteps: ToolReply = { ok: false, code: 'out_of_steps', error: 'There are no steps left in this turn.' };
const notOffered: ToolReply = { ok: false, code: 'not_offered', error: 'This tool is not offered.' };

/**
 * What comes next in a conversation. Everything is read from its turns: those before are replayed for what they came to,
 * the last one with the answers that it has so far. `mayCall` false: it answers from what it has. `locale`
 * (BCP 47) decides the language of a message that neither its words nor the conversation decide.
 */
export function answerTurn({
  turns,
  offered,
  mayCall,
  locale,
}: {
  turns: readonly Turn[];
  offered: ReadonlySet<string>;
  mayCall: boolean;
  locale?: string | undefined;
}): Move {
  const current = turns.at(-1) ?? { text: '', calls: [] };
  let memory = emptyMemory();
  const context: Context = { locale };
  const before = turns.slice(0, -1);
  for (const { text, calls } of before.slice(0, -turnsRemembered)) {
    context.before = languageOf({ text, ...context });
    for (const { reply } of calls) learnNames({ reply, names: memory.names });
  }
  for (const turn of before.slice(-turnsRemembered)) {
    const understood = understand({ text: turn.text, ...context });
    context.before = understood.language;
    const driven = drive({ turn, understood, memory });
    memory = driven.kind === 'end' && driven.isOurs ? driven.end.memory : afterForeignTurn({ memory, calls: turn.calls });
    // Only now: a plan that finds a name known would not ask for it again, and its replay would not be the turn that was.
    for (const { reply } of turn.calls) learnNames({ reply, names: memory.names });
  }
  const refuse = (call: PlannedCall): ToolReply | undefined =>
    !mayCall ? outOfSteps : offered.has(call.tool) ? undefined : notOffered;
  const understood = understand({ text: current.text, ...context });
  const driven = drive({ turn: current, understood, memory, refuse });
  if (driven.kind === 'end') return { kind: 'text', text: driven.end.text };
  if (driven.calls.length > 0) return { kind: 'calls', calls: driven.calls };
  return { kind: 'text', text: voiceOf(understood.language).topics.unfinished() };
}
