import { devices } from '@adiuva/drizzle/cloud';
import { and, eq } from 'drizzle-orm';
import type { Sql } from './database.ts';

export interface DeviceHello {
  userId: string;
  deviceId: string;
  storeId: string;
  appVersion: string;
  capabilities: string[];
  at: number;
}

/** What PostgreSQL cannot hold in a text: NUL, and halves of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Keeps what a device said of itself. Answers the store that it had at its hello before this one. */
export async function saveDevice({
  sql,
  hello,
}: {
  sql: Sql;
  hello: DeviceHello;
}): Promise<{ previousStoreId: string | undefined }> {
  const key = and(eq(devices.userId, hello.userId), eq(devices.deviceId, hello.deviceId));
  const [previous] = await sql.select({ storeId: devices.storeId }).from(devices).where(key).for('update');
  const said = {
    storeId: hello.storeId,
    appVersion: storable(hello.appVersion),
    capabilities: hello.capabilities.map(storable),
    lastSeenAt: hello.at,
  };
  await sql
    .insert(devices)
    .values({ userId: hello.userId, deviceId: hello.deviceId, createdAt: hello.at, ...said })
    .onConflictDoUpdate({ target: [devices.userId, devices.deviceId], set: said });
  return { previousStoreId: previous?.storeId };
}
