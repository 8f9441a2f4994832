import type { Identity } from '#backend/accounts/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import type { Audit } from '#backend/storage/audit-repository.ts';
import type { Database } from '#backend/storage/database.ts';
import {
  findDeviceOfLogin,
  listDevices,
  markDeviceSeen,
  revokeDevice,
  type KnownDevice,
} from '#backend/storage/device-repository.ts';

/** `isCurrent`: it is the device whose log-in asks; undefined where the token tells of no log-in (the local account's own). */
export type ListedDevice = KnownDevice & { isConnected: boolean; isCurrent: boolean | undefined };

/** A user's devices, as the user sees them. */
export interface Devices {
  /** Those that were seen last come first; one that is connected is seen now. */
  list(identity: Identity): Promise<ListedDevice[]>;
  has(device: { userId: string; deviceId: string }): Promise<boolean>;
  /**
   * Removes a device: its log-ins are revoked, its socket is closed, its runs end. It may come back by a new log-in only.
   * False: the user has no such device.
   */
  remove(request: { identity: Identity; deviceId: string }): Promise<boolean>;
  /** A device's socket has closed, and it has no newer one here. Never rejects. */
  left(device: { userId: string; deviceId: string }): Promise<void>;
}

/** Who is connected, and how to end it. */
export interface Presence {
  isConnected(device: { userId: string; deviceId: string }): boolean;
  closeDevice(device: { userId: string; deviceId: string }): void;
  closeFamily(familyId: string): void;
}

export function createDevices({
  database,
  audit,
  clock,
  log,
  node,
  presence,
  endRunsOfDevice,
}: {
  database: Database;
  audit: Audit;
  clock: Clock;
  log: Log;
  /** Names this process among those that share the database. */
  node: string;
  presence: Presence;
  endRunsOfDevice: (device: { userId: string; deviceId: string }) => Promise<void>;
}): Devices {
  const { sql } = database;
  return {
    async list({ account: { userId }, familyId }) {
      const [known, current] = await Promise.all([
        listDevices({ sql, userId }),
        familyId === undefined ? undefined : findDeviceOfLogin({ sql, userId, familyId }),
      ]);
      const listed = known.map((device) => {
        const isConnected = presence.isConnected({ userId, deviceId: device.deviceId });
        const lastSeenAt = isConnected ? clock.now() : device.lastSeenAt;
        const isCurrent = familyId === undefined ? undefined : device.deviceId === current;
        return { ...device, lastSeenAt, isConnected, isCurrent };
      });
      return listed.toSorted((one, other) => other.lastSeenAt - one.lastSeenAt);
    },

    has: async ({ userId, deviceId }) => (await listDevices({ sql, userId })).some((device) => device.deviceId === deviceId),

    async remove({ identity, deviceId }) {
      const { userId } = identity.account;
      const at = clock.now();
      const families = await database.transaction(({ sql: within }) => revokeDevice({ sql: within, userId, deviceId, at }));
      if (!families) return false;
      presence.closeDevice({ userId, deviceId });
      for (const familyId of families) presence.closeFamily(familyId);
      await endRunsOfDevice({ userId, deviceId });
      await audit.record({ event: 'device_removed', userId, deviceId });
      return true;
    },

    async left({ userId, deviceId }) {
      try {
        await markDeviceSeen({ sql, userId, deviceId, node, at: clock.now() });
      } catch (error) {
        log.debug({ user_id: userId, err: error }, 'when a device left was not kept');
      }
    },
  };
}
