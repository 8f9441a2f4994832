import { z } from 'zod';

/** What a model is used for. */
export const MODEL_ROLES = ['router', 'chat', 'extract', 'embed'] as const;
export const modelRoleSchema = z.enum(MODEL_ROLES);
export type ModelRole = z.infer<typeof modelRoleSchema>;

/** Whose models there are; `local` is any OpenAI-compatible server, `offline` the rules that need none. */
export const MODEL_PROVIDERS = ['openai', 'anthropic', 'deepseek', 'local', 'offline'] as const;
export const modelProviderSchema = z.enum(MODEL_PROVIDERS);
export type ModelProviderName = z.infer<typeof modelProviderSchema>;

/** `provider:model`, for example `anthropic:claude-sonnet-4-5` or `offline:rules`. */
const modelNameSchema = z.string().min(3).max(200);
export const KEYED_PROVIDERS = ['openai', 'anthropic', 'deepseek', 'local'] as const;
export const keyedProviderSchema = z.enum(KEYED_PROVIDERS);
export type KeyedProvider = z.infer<typeof keyedProviderSchema>;

/** Where a value comes from; null: there is none. What the user typed in Settings comes before the environment. */
const sourceSchema = z.enum(['settings', 'environment', 'default']);

/** `GET /models`: what is used for what, and which keys there are. A key's text is never shown. */
export const modelsSchema = z.object({
  roles: z.record(
    modelRoleSchema,
    z.object({
      model: modelNameSchema,
      source: sourceSchema,
      /** A sentence for the user where it cannot be used now: no key, say. */
      fault: z.string().optional(),
    }),
  ),
  keys: z.record(
    keyedProviderSchema,
    z.object({
      is_set: z.boolean(),
      source: sourceSchema.nullable(),
      /** The last four characters, to tell keys apart; absent for one that is short. */
      hint: z.string().optional(),
      /** Where its requests go: the provider's own address, or another. */
      base_url: z.string().optional(),
    }),
  ),
  /** Models that can be chosen for a chat, the configured ones first; others may be named too. */
  available: z.array(
    z.object({ model: modelNameSchema, provider: modelProviderSchema, sees_images: z.boolean(), usable: z.boolean() }),
  ),
});
export type ModelsView = z.infer<typeof modelsSchema>;

/** `PUT /models`: what is named is set; null goes back to the environment's, or to none. */
export const modelsUpdateSchema = z.strictObject({
  roles: z.partialRecord(modelRoleSchema, modelNameSchema.nullable()).optional(),
  keys: z
    .partialRecord(
      keyedProviderSchema,
      z
        .string()
        .regex(/^[\x21-\x7e]{1,500}$/, 'a key without spaces')
        .nullable(),
    )
    .optional(),
  /** Where an OpenAI-compatible server of the user's own listens. */
  local_base_url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .optional(),
});
export type ModelsUpdate = z.infer<typeof modelsUpdateSchema>;

/** `POST /models/test`: asks that model one short question. `role` embed asks for a vector instead. */
export const modelTestSchema = z.strictObject({ model: modelNameSchema, role: modelRoleSchema.optional() });
export const modelTestResultSchema = z.object({
  ok: z.boolean(),
  model: z.string(),
  latency_ms: z.number().min(0),
  /** A sentence for the user: what came back, or what to change. */
  message: z.string(),
});
export type ModelTestResult = z.infer<typeof modelTestResultSchema>;
