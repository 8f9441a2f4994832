import type pg from 'pg';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Secrets } from '#backend/storage/derived-keys.ts';
import {
  deleteUnusedKeys,
  insertNewKeys,
  listKeys,
  lockRotation,
  rewrapKeys,
  startNewKeys,
  type StoredKey,
} from '#backend/storage/key-rotation-repository.ts';
import { createKeyWrapping, SecretMismatchError, type KeyWrapping } from '#backend/storage/key-wrapping.ts';
import { passBarrier, waitForOpenTransactions } from './pass-barrier.ts';
import { resealContent } from './reseal-content.ts';
import { contentUnreadable, rotationBusy } from './rotation-error.ts';
import type { RotationEvent } from './rotation-event.ts';

/** Backends may be silent for so long, in milliseconds, before a rotation gives up. */
const PATIENCE_MS = 10 * 60_000;

export interface RotationOptions {
  /**
   * The rotation's only connection. It holds the lock by which there is one rotation at a time: when it is lost, so is the
   * right to write.
   */
  client: pg.ClientBase;
  secrets: Secrets;
  clock: Clock;
  newId: NewId;
  /** Wraps the keys under the secret in use, and leaves the content alone. */
  isSecretOnly?: boolean;
  signal: AbortSignal;
  report: (event: RotationEvent) => void;
  /** In milliseconds. */
  patienceMs?: number;
}

/**
 * Gives the keys of all workspaces a new wrapping, and their content new keys; old keys are deleted once nothing refers
 * to them. Backends may read and write meanwhile. Whatever ends it, all content stays readable, and the next call goes on:
 * how far it came is what `workspace_keys` holds (docs/decisions/2026-11-28-key-rotation.md).
 * @throws RotationError, SecretMismatchError
 */
export async function rotateKeys(options: RotationOptions): Promise<void> {
  const { client, secrets, clock, isSecretOnly = false, report } = options;
  const startedAt = clock.monotonic();
  if (!(await lockRotation({ client }))) throw rotationBusy();
  const wrapping = createKeyWrapping({ secrets });
  const known = await openKeys({ client, wrapping });
  const rewrapped = await rewrap({ client, wrapping, known });
  if (rewrapped > 0 || isSecretOnly) report({ event: 'rewrapped', keys: rewrapped });
  if (isSecretOnly) return;

  const keysOf = Map.groupBy(known, ({ workspaceId }) => workspaceId);
  const unfinished = [...keysOf.values()].filter((keys) => keys.length > 1);
  if (unfinished.length > 0) {
    report({ event: 'resumed', workspaces: unfinished.length });
  } else {
    await insertNewKeys({ client, wrapping, workspaceIds: [...keysOf.keys()], newId: options.newId });
    report({ event: 'started', workspaces: keysOf.size });
  }
  await replaceKeys({ options, wrapping, startedAt });
}

/** From two keys a workspace to one. */
async function replaceKeys({
  options,
  wrapping,
  startedAt,
}: {
  options: RotationOptions;
  wrapping: KeyWrapping;
  startedAt: number;
}): Promise<void> {
  const { client, clock, signal, report, patienceMs = PATIENCE_MS } = options;
  const all = await openKeys({ client, wrapping });
  const keys = new Map(all.map(({ id, contentKey }) => [id, contentKey]));
  const newest = new Map(all.map(({ workspaceId, id }) => [workspaceId, id]));
  const retired = new Map<string, string>();
  for (const { id, workspaceId } of all) {
    const replacement = newest.get(workspaceId);
    if (replacement !== undefined && replacement !== id) retired.set(id, replacement);
  }
  const waiting = { client, clock, signal, report, patienceMs };
  if (all.some(({ createdAt }) => createdAt === 0)) {
    // Whoever may read a row under a new key has it before there is one.
    await passBarrier({ ...waiting, stage: 'learn' });
    await startNewKeys({ client, at: clock.now() });
  }
  // Whoever still writes under an old key would never let it come to an end.
  await passBarrier({ ...waiting, stage: 'learn' });
  const reseal = () => resealContent({ client, clock, signal, report, retired, keys });
  const first = await reseal();
  // Whoever wrote under an old key meanwhile has ended: what comes now is under the new one.
  await passBarrier({ ...waiting, stage: 'settle' });
  await waitForOpenTransactions(waiting);
  const second = await reseal();
  const { deleted, left } = await deleteUnusedKeys({ client, keyIds: [...retired.keys()] });
  if (second.unreadable > 0) throw contentUnreadable({ places: second.places, rows: second.unreadable });
  if (left > 0) throw new Error('content was written under an old key after every backend had the new one');
  const seconds = (clock.monotonic() - startedAt) / 1_000;
  report({
    event: 'finished',
    rows: first.resealed + second.resealed,
    rows_per_second: Math.round((first.resealed + second.resealed) / Math.max(0.001, (first.ms + second.ms) / 1_000)),
    keys_deleted: deleted,
    seconds: Math.round(seconds * 10) / 10,
  });
}

type OpenedKey = StoredKey & { contentKey: Buffer };

/** Every key, opened: one that does not open stops the rotation before it changes anything. */
async function openKeys({ client, wrapping }: { client: pg.ClientBase; wrapping: KeyWrapping }): Promise<OpenedKey[]> {
  return (await listKeys({ client })).map((key) => {
    const contentKey = wrapping.unwrap(key);
    if (!contentKey) throw new SecretMismatchError();
    return { ...key, contentKey };
  });
}

async function rewrap({
  client,
  wrapping,
  known,
}: {
  client: pg.ClientBase;
  wrapping: KeyWrapping;
  known: OpenedKey[];
}): Promise<number> {
  const keys = known.filter(({ wrappedBy }) => wrappedBy !== wrapping.names[0]);
  if (keys.length > 0) await rewrapKeys({ client, wrapping, keys });
  return keys.length;
}
