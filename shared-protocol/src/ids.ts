import { z } from 'zod';

/** An id that we receive: opaque, 1 to 128 of `[A-Za-z0-9_.:-]`. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/, 'an id is 1 to 128 of A-Z a-z 0-9 _ . : -');

export const runIdSchema = idSchema.brand<'RunId'>();
export const requestIdSchema = idSchema.brand<'RequestId'>();
export const sessionIdSchema = idSchema.brand<'SessionId'>();
export const callIdSchema = idSchema.brand<'CallId'>();
export const deviceIdSchema = idSchema.brand<'DeviceId'>();
export const storeIdSchema = idSchema.brand<'StoreId'>();

export type RunId = z.infer<typeof runIdSchema>;
export type RequestId = z.infer<typeof requestIdSchema>;
export type SessionId = z.infer<typeof sessionIdSchema>;
export type CallId = z.infer<typeof callIdSchema>;
export type DeviceId = z.infer<typeof deviceIdSchema>;
export type StoreId = z.infer<typeof storeIdSchema>;

/** An instant: integer milliseconds since the epoch, UTC, inside what a Date can hold. */
export const instantSchema = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);
