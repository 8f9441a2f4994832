import { z } from 'zod';
import { deviceIdSchema, instantSchema, storeIdSchema } from '../ids.ts';

/** A device of the user's that may connect: it has said hello, and was not removed since. */
export const accountDeviceSchema = z.object({
  device_id: deviceIdSchema,
  /** The database that it had at its last hello. */
  store_id: storeIdSchema,
  app_version: z.string(),
  /** When it was last connected; now, while it is. */
  last_seen_at: instantSchema,
  connected: z.boolean(),
  /** It is the device that asks: whose log-in the request came by. Absent: the token does not tell (the local account's own). */
  current: z.boolean().optional(),
});

/** Those that were seen last come first. */
export const accountDevicesSchema = z.object({ items: z.array(accountDeviceSchema) });
export const accountDeviceParamsSchema = z.object({ id: deviceIdSchema });
