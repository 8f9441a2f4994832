import { z } from 'zod';
import { idSchema, instantSchema } from '../ids.ts';

export const emailSchema = z
  .string()
  .max(320)
  .transform((address) => address.trim().toLowerCase())
  .pipe(z.email());

/** A password: 8 to 1,024 characters, kept as an Argon2id hash. */
export const passwordSchema = z.string().min(8).max(1_024);

export const registerRequestSchema = z.strictObject({ email: emailSchema, password: passwordSchema });
export const loginRequestSchema = z.strictObject({ email: emailSchema, password: z.string().min(1).max(1_024) });
export const refreshRequestSchema = z.strictObject({ refresh_token: z.string().min(1).max(1_024) });
export const logoutRequestSchema = z.strictObject({ refresh_token: z.string().min(1).max(1_024).optional() });

export const userSchema = z.object({ id: idSchema, email: z.string(), created_at: instantSchema });
export type User = z.infer<typeof userSchema>;

/** Both tokens; the access token lives 15 minutes, a refresh token is good for one use. */
export const tokensSchema = z.object({ user: userSchema, access_token: z.string(), refresh_token: z.string() });

export const tierSchema = z.enum(['free', 'pro']);
export const meSchema = z.object({ user: userSchema, tier: tierSchema, limits: z.object({ batch_active: z.number().int() }) });
