import { z } from 'zod';
import { procedure } from './orpc.ts';

/** `own`: the backend that this app was started with. `remote`: one that the user connected. `none`: there is none. */
export const accountSchema = z.object({
  kind: z.enum(['own', 'remote', 'none']),
  backend_url: z.string().optional(),
  email: z.string().optional(),
  /** An own backend is there to go back to. */
  has_own: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

export const deviceSchema = z.object({
  device_id: z.string(),
  app_version: z.string().optional(),
  last_seen_at: z.number(),
  connected: z.boolean(),
  /** It is this one. */
  current: z.boolean(),
});
export type Device = z.infer<typeof deviceSchema>;

const credentials = z.object({
  backend_url: z.string().max(2_000),
  email: z.string().max(320),
  password: z.string().max(1_000),
});

export const connectionContract = {
  account: procedure.output(accountSchema),
  /** INVALID with a sentence: an address that is none, a refused password or registration. UNAVAILABLE: not reached. */
  register: procedure.input(credentials).output(accountSchema),
  login: procedure.input(credentials).output(accountSchema),
  /** Forgets the tokens, here and there; goes back to the own backend when there is one. */
  logout: procedure.output(accountSchema),
  devices: procedure.output(z.object({ items: z.array(deviceSchema) })),
  removeDevice: procedure.input(z.object({ device_id: z.string().max(200) })).output(z.object({ ok: z.literal(true) })),
};
