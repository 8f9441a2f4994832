import { idSchema, instantSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';

/** The newest form of a session's snapshot. A new form gets a number, a schema, and an upgrade from the one before. */
export const SNAPSHOT_VERSION = 1;

const callSchema = z.object({
  tool_call_id: z.string(),
  tool: z.string(),
  input: z.unknown(),
  where: z.enum(['device', 'app', 'backend']),
  status: z.enum(['PENDING_APPROVAL', 'APPROVED', 'EXECUTED', 'REJECTED', 'EXPIRED']),
  requested_at: instantSchema,
  expires_at: instantSchema.nullable(),
});
/** A tool call of the step that a run is at. */
export type SnapshotCall = z.infer<typeof callSchema>;

const runStateSchema = z.object({
  run_id: idSchema,
  status: z.enum(['running', 'waiting']),
  step: z.number().int().min(0),
  pending_tool_calls: z.array(callSchema),
  budget_left: z.object({ steps: z.number(), ms: z.number(), tokens: z.number(), cost_usd: z.number() }),
});
/** Where one open run stands. */
export type RunState = z.infer<typeof runStateSchema>;

const snapshotSchema = z.object({ version: z.literal(SNAPSHOT_VERSION), runs: z.array(runStateSchema) });
/** Where every open run of a session stands, as of the last step that was stored. */
export type SessionSnapshot = z.infer<typeof snapshotSchema>;

/** By version: makes the next form of it. */
type Upgrade = (older: Record<string, unknown>) => Record<string, unknown>;
const upgrades: Readonly<Record<number, Upgrade>> = {};

/** A newer backend wrote this: whoever does not know its form must not write over it. */
export class SnapshotTooNewError extends Error {
  readonly code = 'snapshot_too_new';

  constructor(version: unknown) {
    super(
      `This conversation was last worked on by a newer version of the backend (form ${String(version)}; this one knows ${SNAPSHOT_VERSION}). Nothing was done, and nothing of it was changed. Update this backend, or begin a new conversation.`,
    );
    this.name = 'SnapshotTooNewError';
  }
}

const versionedSchema = z.looseObject({ version: z.number().int() });

/**
 * Reads what is stored, of this form or an older one; what is not there is an empty one.
 * @throws SnapshotTooNewError
 */
export function readSnapshot(
  stored: unknown,
  { steps = upgrades, newest = SNAPSHOT_VERSION }: { steps?: Readonly<Record<number, Upgrade>>; newest?: number } = {},
): SessionSnapshot {
  if (stored === undefined) return { version: SNAPSHOT_VERSION, runs: [] };
  let value: Record<string, unknown> & { version: number } = versionedSchema.parse(stored);
  if (value.version > newest) throw new SnapshotTooNewError(value.version);
  while (value.version < newest) {
    const upgrade = steps[value.version];
    if (!upgrade) throw new Error(`a snapshot of form ${value.version} has no upgrade`);
    value = { ...upgrade(value), version: value.version + 1 };
  }
  return snapshotSchema.parse({ ...value, version: SNAPSHOT_VERSION });
}

/** The snapshot with one run's state in place of what it said of that run; null when no run is open any more. */
export function withRunState({
  snapshot,
  runId,
  state,
}: {
  snapshot: SessionSnapshot;
  runId: string;
  /** `ended`: the run is told of no more. */
  state: RunState | 'ended';
}): SessionSnapshot | null {
  const others = snapshot.runs.filter((each) => each.run_id !== runId);
  const runs = state === 'ended' ? others : [...others, state];
  return runs.length === 0 ? null : { ...snapshot, runs };
}

/** The snapshot with another status of one call, if it tells of that call. */
export function withCallStatus({
  snapshot,
  runId,
  callId,
  status,
}: {
  snapshot: SessionSnapshot;
  runId: string;
  callId: string;
  status: SnapshotCall['status'];
}): SessionSnapshot {
  const runs = snapshot.runs.map((run) => {
    if (run.run_id !== runId) return run;
    const calls = run.pending_tool_calls.map((call) => (call.tool_call_id === callId ? { ...call, status } : call));
    return { ...run, pending_tool_calls: calls };
  });
  return { ...snapshot, runs };
}
