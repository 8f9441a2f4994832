import { z } from 'zod';
import type { Activity } from '#core/activity/index.ts';
import { answerText, type Chat, type Delivery } from '#core/chat/index.ts';
import type { ApprovalRepository, KeptCalls, StoredApproval } from '#core/approvals/index.ts';
import type { Decisions } from '#core/decisions/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import { translateFault } from '#core/device-tools/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { Approval } from '#rpc/approvals.ts';
import type { Run, RunIntake, RunRepository } from '#core/runs/index.ts';
import type { CommandLineRepository } from './command-line-repository.ts';

/** One event of the `--json` stream. */
export type CommandEvent = Record<string, unknown> & { event: string };

/** What can be asked by a line of JSON, and what is told by one. */
export interface Commands {
  /**
   * Does what one line asks for. A line that cannot be done is answered by an `error` event. One inside of
   * `{command_id, line}` is done once, however often it comes, and answered by `{event: 'command_done', command_id,
   * answer}`, with the same answer each time.
   */
  run(line: string): void;
  /** Tells every event from now on, first the answers that nobody was told yet. */
  listen(tell: (event: CommandEvent) => void): void;
}

const runIdSchema = z.string().min(1).max(128);
const commandSchema = z.union([
  z.strictObject({ chat: z.string(), session_id: z.string().optional() }),
  z.strictObject({ undo: runIdSchema }),
  z.strictObject({ redo: runIdSchema }),
  z.strictObject({ approve: runIdSchema }),
  z.strictObject({ reject: runIdSchema, reason: z.string().max(2_000).optional() }),
]);

/** A line as `npm start` passes it on: it is sent again until its answer was heard. */
const carriedSchema = z.strictObject({ command_id: runIdSchema, line: z.string() });

/** How long the answers of such lines are kept: those who send them live much shorter. */
const KEPT_MS = 7 * 86_400_000;

const USAGE =
  'A command is one JSON object a line: {"chat": "text", "session_id"?: "…"}, {"undo": "run_id"}, {"redo": "run_id"}, {"approve": "approval_id"} or {"reject": "approval_id", "reason"?: "…"}.';

function readJson<Value>(line: string, schema: z.ZodType<Value>): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    // Not JSON is no command.
    return undefined;
  }
}

export function createCommands({
  chat,
  activity,
  runs,
  intake,
  delivery,
  decisions,
  approvals,
  kept,
  privacy,
  database,
  lines,
  restore,
  clock,
}: {
  chat: Chat;
  activity: Activity;
  runs: RunRepository;
  intake: RunIntake;
  delivery: Delivery;
  decisions: Decisions;
  approvals: ApprovalRepository;
  kept: KeptCalls;
  privacy: Privacy;
  database: DeviceDatabase;
  lines: CommandLineRepository;
  /** A transaction was taken back: what is held of the database is read again. */
  restore: () => void;
  clock: Clock;
}): Commands {
  let tell: ((event: CommandEvent) => void) | undefined;

  function announce(run: Run): void {
    if (!tell || run.requestId === null) return;
    tell({
      event: 'answer',
      request_id: run.requestId,
      session_id: run.sessionId,
      run_id: run.runId,
      status: run.status,
      text: answerText({ run, runs, privacy }),
    });
    runs.markAnnounced(run.runId);
  }

  intake.onEnded(announce);
  delivery.onFailed(({ requestId, sessionId, failure }) => {
    tell?.({ event: 'answer', request_id: requestId, session_id: sessionId, run_id: null, status: 'error', text: failure ?? '' });
  });

  function announceApproval({ approvalId, action, tableName, summary }: StoredApproval): void {
    tell?.({ event: 'approval', approval_id: approvalId, action, table: tableName, summary });
  }

  kept.onKept(announceApproval);

  function decidedEvent({ approval_id, state, reason }: Approval): CommandEvent {
    return { event: 'decided', approval_id, state, ...(reason === undefined ? {} : { reason }) };
  }

  function perform(line: string): CommandEvent {
    const command = readJson(line, commandSchema);
    if (!command) return { event: 'error', message: USAGE };
    if ('chat' in command) {
      const { request_id: requestId } = chat.send({ session_id: command.session_id, text: command.chat });
      return { event: 'chat_started', request_id: requestId };
    }
    if ('approve' in command) return decidedEvent(decisions.approve({ approval_id: command.approve }));
    if ('reject' in command) return decidedEvent(decisions.reject({ approval_id: command.reject, reason: command.reason }));
    const [kind, runId] = 'undo' in command ? (['undo', command.undo] as const) : (['redo', command.redo] as const);
    const { changes, kept, conflicts } = activity[kind](runId);
    return {
      event: kind === 'undo' ? 'undone' : 'redone',
      run_id: runId,
      changes,
      kept: kept.length,
      kept_rows: kept,
      ...(conflicts.length > 0 ? { conflicts } : {}),
    };
  }

  /** What the device's own rules refuse is an answer; what the disk refuses is taken back. */
  function answerOf(line: string): CommandEvent {
    try {
      return perform(line);
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
      return { event: 'error', message: cause.message };
    }
  }

  /** What a line does and its answer are one transaction: killed at any moment, it was done and is known, or neither. */
  function answerOnce({ command_id: id, line }: z.infer<typeof carriedSchema>): string {
    return (
      lines.answer(id) ??
      database.write(() => {
        const answer = JSON.stringify(answerOf(line));
        const at = clock.now();
        lines.dropBefore(at - KEPT_MS);
        lines.add({ id, answer, at });
        return answer;
      })
    );
  }

  function carry(carried: z.infer<typeof carriedSchema>): CommandEvent {
    const done = (answer: unknown): CommandEvent => ({ event: 'command_done', command_id: carried.command_id, answer });
    try {
      return done(JSON.parse(answerOnce(carried)));
    } catch (cause) {
      restore();
      return done({ event: 'error', message: translateFault(cause).message });
    }
  }

  return {
    run(line) {
      const carried = readJson(line, carriedSchema);
      try {
        tell?.(carried ? carry(carried) : perform(line));
      } catch (cause) {
        tell?.({ event: 'error', message: translateFault(cause).message });
      }
    },
    listen(listener) {
      tell = listener;
      for (const run of runs.unannounced()) announce(run);
      for (const approval of approvals.pending()) announceApproval(approval);
    },
  };
}
