import { z } from 'zod';

/** What main tells the core's process, beside the tokens of `parent-channel.ts`. A port to the page comes with `port`. */
export const toCoreSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    home: z.string(),
    backend_url: z.string().optional(),
    own_backend: z.boolean(),
    access_token: z.string().optional(),
    /** 32 bytes in base64 that seal the secrets' file; absent: the system keeps no secrets, so the file is only closed. */
    secrets_key: z.string().optional(),
    /** Whether the events of the `--json` stream are wanted. */
    events: z.boolean(),
  }),
  z.object({ type: z.literal('port') }),
  z.object({ type: z.literal('line'), line: z.string() }),
  z.object({ type: z.literal('folder_picked'), id: z.number().int(), path: z.string().optional() }),
]);
export type ToCore = z.infer<typeof toCoreSchema>;

/** What the core's process tells main. */
export const fromCoreSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** It cannot open the user's data, and says why in a sentence. */
  z.object({ type: z.literal('refused'), message: z.string() }),
  z.object({ type: z.literal('event'), event: z.record(z.string(), z.unknown()) }),
  z.object({
    type: z.literal('notify'),
    title: z.string(),
    body: z.string(),
    opens: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('waiting') }),
      z.object({ kind: z.literal('conversation'), session_id: z.string() }),
    ]),
  }),
  z.object({ type: z.literal('pick_folder'), id: z.number().int(), title: z.string() }),
]);
export type FromCore = z.infer<typeof fromCoreSchema>;
export type CoreStart = Extract<ToCore, { type: 'start' }>;
