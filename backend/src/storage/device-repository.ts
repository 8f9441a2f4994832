import { deviceLogins, devices, refreshTokens } from '@adiuva/drizzle/cloud';
import { and, desc, eq, isNull, notInArray, sql as statement } from 'drizzle-orm';
import type { Sql } from './database.ts';
import { findTokenFamily, revokeTokenFamily } from './refresh-token-repository.ts';

export interface DeviceHello {
  userId: string;
  deviceId: string;
  storeId: string;
  appVersion: string;
  capabilities: string[];
  at: number;
  /** The log-in by which it came; absent for the local account's own tokens, which know only when they were issued. */
  familyId: string | undefined;
  tokenIssuedAt: number;
  /** The backend process that holds its socket. */
  node: string;
}

/** A device that may connect. */
export interface KnownDevice {
  deviceId: string;
  storeId: string;
  appVersion: string;
  lastSeenAt: number;
}

const keyOf = ({ userId, deviceId }: { userId: string; deviceId: string }) =>
  and(eq(devices.userId, userId), eq(devices.deviceId, deviceId));

/** What PostgreSQL cannot hold in a text: NUL, and halves of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/**
 * Keeps what a device said of itself, and binds its log-in to it. Answers the store that it had at its hello before this
 * one. `removed`: its log-in is not newer than its removal, or was revoked; nothing is kept. A removed device that comes by
 * a new log-in is one of the user's again.
 */
export async function saveDevice({
  sql,
  hello,
}: {
  sql: Sql;
  hello: DeviceHello;
}): Promise<'removed' | { previousStoreId: string | undefined }> {
  const { userId, deviceId, familyId, at } = hello;
  const [previous] = await sql
    .select({ storeId: devices.storeId, revokedAt: devices.revokedAt })
    .from(devices)
    .where(keyOf(hello))
    .for('update');
  const family = familyId === undefined ? undefined : await findTokenFamily({ sql, familyId });
  const isRevoked = familyId !== undefined && (!family || family.isRevoked);
  const loggedInAt = family?.loggedInAt ?? hello.tokenIssuedAt;
  if (isRevoked || (typeof previous?.revokedAt === 'number' && loggedInAt <= previous.revokedAt)) {
    if (familyId !== undefined) await revokeTokenFamily({ sql, familyId, at });
    return 'removed';
  }
  const said = {
    storeId: hello.storeId,
    appVersion: storable(hello.appVersion),
    capabilities: hello.capabilities.map(storable),
    connectedNode: hello.node,
    lastSeenAt: at,
    revokedAt: null,
  };
  await sql
    .insert(devices)
    .values({ userId, deviceId, createdAt: at, ...said })
    .onConflictDoUpdate({ target: [devices.userId, devices.deviceId], set: said });
  if (familyId !== undefined) {
    await sql
      .insert(deviceLogins)
      .values({ userId, deviceId, familyId, lastHelloAt: at })
      .onConflictDoUpdate({
        target: [deviceLogins.userId, deviceLogins.deviceId, deviceLogins.familyId],
        set: { lastHelloAt: at },
      });
  }
  return { previousStoreId: previous?.storeId };
}

/** A device was connected to that process until now; it may be connected to another by now. */
export async function markDeviceSeen({
  sql,
  userId,
  deviceId,
  node,
  at,
}: {
  sql: Sql;
  userId: string;
  deviceId: string;
  node: string;
  at: number;
}): Promise<void> {
  await sql
    .update(devices)
    .set({ lastSeenAt: at, connectedNode: statement`nullif(${devices.connectedNode}, ${node})` })
    .where(keyOf({ userId, deviceId }));
}

/** What a device said of itself at its newest hello; nothing of a device that is not known. */
export async function findCapabilities({
  sql,
  userId,
  deviceId,
}: {
  sql: Sql;
  userId: string;
  deviceId: string;
}): Promise<string[]> {
  const [row] = await sql.select({ capabilities: devices.capabilities }).from(devices).where(keyOf({ userId, deviceId }));
  return row?.capabilities ?? [];
}

/** A user's devices that were not removed. */
export async function listDevices({ sql, userId }: { sql: Sql; userId: string }): Promise<KnownDevice[]> {
  return sql
    .select({
      deviceId: devices.deviceId,
      storeId: devices.storeId,
      appVersion: devices.appVersion,
      lastSeenAt: devices.lastSeenAt,
    })
    .from(devices)
    .where(and(eq(devices.userId, userId), isNull(devices.revokedAt)))
    .orderBy(devices.deviceId);
}

/** The device that said hello last by this log-in. */
export async function findDeviceOfLogin({
  sql,
  userId,
  familyId,
}: {
  sql: Sql;
  userId: string;
  familyId: string;
}): Promise<string | undefined> {
  const [row] = await sql
    .select({ deviceId: deviceLogins.deviceId })
    .from(deviceLogins)
    .where(and(eq(deviceLogins.userId, userId), eq(deviceLogins.familyId, familyId)))
    .orderBy(desc(deviceLogins.lastHelloAt))
    .limit(1);
  return row?.deviceId;
}

/**
 * Removes a device and revokes every log-in by which it ever came. Answers those; undefined: the user has no such device.
 */
export async function revokeDevice({
  sql,
  userId,
  deviceId,
  at,
}: {
  sql: Sql;
  userId: string;
  deviceId: string;
  at: number;
}): Promise<string[] | undefined> {
  const revoked = await sql
    .update(devices)
    .set({ revokedAt: at })
    .where(and(keyOf({ userId, deviceId }), isNull(devices.revokedAt)))
    .returning({ deviceId: devices.deviceId });
  if (revoked.length === 0) return undefined;
  const logins = await sql
    .select({ familyId: deviceLogins.familyId })
    .from(deviceLogins)
    .where(and(eq(deviceLogins.userId, userId), eq(deviceLogins.deviceId, deviceId)));
  for (const { familyId } of logins) await revokeTokenFamily({ sql, familyId, at });
  return logins.map(({ familyId }) => familyId);
}

/** Forgets which device came by a log-in that has no token left. */
export async function deleteSpentLogins({ sql }: { sql: Sql }): Promise<void> {
  const alive = sql.select({ familyId: refreshTokens.familyId }).from(refreshTokens);
  await sql.delete(deviceLogins).where(notInArray(deviceLogins.familyId, alive));
}
