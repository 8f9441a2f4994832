import { requestIdSchema, runIdSchema, sessionIdSchema, type ClientFrameOf, type RunEvent } from '@adiuva/shared-protocol';
import { describeInstant } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { ModelChoices } from '#backend/models/index.ts';
import { giveAttachments } from '#backend/storage/attachment-repository.ts';
import type { ContentKey, ContentKeys } from '#backend/storage/content-keys.ts';
import { appendMessages, findUserMessage, openSession } from '#backend/storage/conversation-repository.ts';
import type { Database, Sql } from '#backend/storage/database.ts';
import { insertEvents } from '#backend/storage/run-event-repository.ts';
import { countOpenRuns, findRunByRequest, insertRun, type NewRun, type RunRecord } from '#backend/storage/run-repository.ts';
import type { DeviceAddress } from './device-link.ts';
import type { RunDispatch } from './run-dispatch.ts';

/** Runs that wait for a worker or have one at most, by kind: of one workspace, and of all that share the database. */
const OPEN_RUNS: Record<RunRecord['kind'], { workspace: number; all: number }> = {
  chat: { workspace: 200, all: 5_000 },
  agent: { workspace: 1_000, all: 20_000 },
  journey: { workspace: 50, all: 1_000 },
};
/** Messages of a history that are kept: more than a model sees. */
const HISTORY_MESSAGES = 100;

/** A message that opens no run. `code` is one of `error` frames; `retryable`: the same message may be taken later. */
export class RunRefused extends Error {
  readonly code: 'id_conflict' | 'busy' | 'not_available' | 'invalid_data' | 'unknown_device';
  readonly retryable: boolean;

  constructor({ code, message, retryable }: { code: RunRefused['code']; message: string; retryable: boolean }) {
    super(message);
    this.name = 'RunRefused';
    this.code = code;
    this.retryable = retryable;
  }
}

export interface OpenRunPowers {
  database: Database;
  contentKeys: ContentKeys;
  models: ModelChoices;
  dispatch: RunDispatch;
  clock: Clock;
  newId: NewId;
}

/** A run, and whether this request made it. */
export interface OpenedRun {
  runId: string;
  isNew: boolean;
  started: RunEvent;
}

export function startedEvent(run: Pick<RunRecord, 'id' | 'kind' | 'requestId' | 'sessionId' | 'model'>): RunEvent {
  return {
    type: 'run_started',
    run_id: runIdSchema.parse(run.id),
    seq: 1,
    kind: run.kind,
    request_id: requestIdSchema.parse(run.requestId),
    session_id: sessionIdSchema.parse(run.sessionId),
    model: run.model,
  };
}

/**
 * Takes a message: stored with the day it was sent, its run opened, `run_started` stored and the job queued, in one
 * transaction. The same request again, also at the same time, answers the same run.
 * @throws RunRefused
 */
export async function openRun({
  powers,
  device,
  workspaceId,
  request,
  kind = 'chat',
}: {
  powers: OpenRunPowers;
  device: DeviceAddress;
  workspaceId: string;
  request: ClientFrameOf<'chat_request'>;
  kind?: RunRecord['kind'];
}): Promise<OpenedRun> {
  const { database, contentKeys, clock, newId, dispatch } = powers;
  const key = await contentKeys.of(workspaceId);
  const known = await findKnown({ powers, key, device, request });
  if (known) return known;
  await refuseWhenFull({ sql: database.sql, workspaceId, kind });
  const at = clock.now();
  const model = request.context.model ?? (await powers.models.of(workspaceId)).roles.chat.model;
  const run = toRun({ device, workspaceId, request, kind, model, id: newId(), newId, at });
  const started = startedEvent(run);
  const isNew = await database.transaction(async (transaction) => {
    const { sql } = transaction;
    const session = { workspaceId, sessionId: run.sessionId };
    const { lastSeq, contentGoneSeq } = await openSession({ sql, session, userId: device.userId, at });
    // What the device gives back counts where there is nothing to contradict it.
    const isEmpty = contentGoneSeq >= lastSeq;
    const history = isEmpty ? (request.context.history ?? []).slice(-HISTORY_MESSAGES) : [];
    if (!(await insertRun({ sql, run: { ...run, openedSeq: lastSeq + history.length + 1 } }))) return false;
    const text = `[${describeInstant({ instant: at, timezone: run.timezone })}]\n${request.message}`;
    await appendMessages({
      sql,
      key,
      session,
      at,
      entries: [...history.map((each) => ({ id: newId(), ...each })), { id: newId(), role: 'user', runId: run.id, text }],
    });
    await takeFiles({ sql, run, request, at });
    await insertEvents({ sql, key, events: [started], at });
    await dispatch.sendNext({ transaction, session, isLocked: true });
    return true;
  });
  if (isNew) return { runId: run.id, isNew, started };
  // Somebody was faster with the same request; the session that this try may have made stays empty.
  const winner = await findKnown({ powers, key, device, request });
  if (!winner) throw new Error('a run that was there is gone');
  return winner;
}

/** Gives the message's files to its run. @throws RunRefused when one of them is not there, or is another message's */
async function takeFiles({
  sql,
  run,
  request,
  at,
}: {
  sql: Sql;
  run: RunToOpen;
  request: ClientFrameOf<'chat_request'>;
  at: number;
}): Promise<void> {
  const ids = [...new Set((request.context.attachments ?? []).map(({ attachment_id: id }) => id))];
  const given = await giveAttachments({ sql, owner: run, runId: run.id, ids, now: at });
  if (given === ids.length) return;
  throw new RunRefused({
    code: 'invalid_data',
    message: 'A file of this message is not here: files wait a day at most. The message was not taken. Attach the file again.',
    retryable: false,
  });
}

/** @throws RunRefused when nobody would come to it soon */
async function refuseWhenFull({
  sql,
  workspaceId,
  kind,
}: {
  sql: Sql;
  workspaceId: string;
  kind: RunRecord['kind'];
}): Promise<void> {
  const open = await countOpenRuns({ sql, workspaceId, kind });
  const limit = OPEN_RUNS[kind];
  const isOwn = open.workspace >= limit.workspace;
  if (!isOwn && open.all < limit.all) return;
  throw new RunRefused({
    code: 'busy',
    message: isOwn
      ? `${limit.workspace} of your messages are being answered already. This one was not taken. Send it again in a moment.`
      : 'This backend has more to do than it can take. This message was not taken. Send it again in a moment.',
    retryable: true,
  });
}

type RunToOpen = NewRun &
  Pick<RunRecord, 'id' | 'kind' | 'requestId' | 'sessionId' | 'model' | 'workspaceId' | 'userId' | 'timezone'>;

function toRun({
  device,
  workspaceId,
  request,
  kind,
  model,
  id,
  newId,
  at,
}: {
  device: DeviceAddress;
  workspaceId: string;
  request: ClientFrameOf<'chat_request'>;
  kind: RunRecord['kind'];
  model: string;
  id: string;
  newId: NewId;
  at: number;
}): RunToOpen {
  const { context } = request;
  return {
    id,
    workspaceId,
    userId: device.userId,
    deviceId: device.deviceId,
    storeId: device.storeId,
    requestId: request.request_id,
    sessionId: context.session_id ?? newId(),
    kind,
    status: 'queued',
    model: storable(model),
    timezone: context.timezone,
    locale: context.locale ? storable(context.locale) : null,
    projectId: context.project_id ?? null,
    lastEventSeq: 1,
    createdAt: at,
  };
}

/** What PostgreSQL cannot hold in a text is left out. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

async function findKnown({
  powers,
  key,
  device,
  request,
}: {
  powers: OpenRunPowers;
  key: ContentKey;
  device: DeviceAddress;
  request: ClientFrameOf<'chat_request'>;
}): Promise<OpenedRun | undefined> {
  const { sql } = powers.database;
  const run = await findRunByRequest({ sql, userId: device.userId, deviceId: device.deviceId, requestId: request.request_id });
  if (!run) return undefined;
  const message = await findUserMessage({ sql, key, runId: run.id });
  // What retention took cannot be compared: the id alone says that it is the same.
  const text = message?.text;
  if (text !== undefined && text.slice(text.indexOf('\n') + 1) !== request.message) {
    throw new RunRefused({
      code: 'id_conflict',
      message: 'Another message was sent with this request_id before. This one was not taken. Send it with a new request_id.',
      retryable: false,
    });
  }
  return { runId: run.id, isNew: false, started: startedEvent(run) };
}
