import { z } from 'zod';

/** How many numbers every embedding has. */
export const EMBEDDING_SIZE = 1536;
const TEXTS_AT_ONCE = 64;

const textSchema = z.string().max(200_000);
/** `openai:text-embedding-3-small`, `offline:rules`. */
const modelSchema = z.string().min(3).max(200);

/** `POST /storage/vectors/embed`. With `model`, another one is refused (`model_unavailable`) instead of used. */
export const embedRequestSchema = z.union([
  z.strictObject({ text: textSchema, model: modelSchema.optional() }),
  z.strictObject({ texts: z.array(textSchema).min(1).max(TEXTS_AT_ONCE), model: modelSchema.optional() }),
]);
export type EmbedRequest = z.infer<typeof embedRequestSchema>;

const vectorSchema = z.array(z.number()).length(EMBEDDING_SIZE);
/** `vector` answers `text`, `vectors` answer `texts` in their order. Each has length one. */
export const embedResultSchema = z.union([
  z.object({ vector: vectorSchema, model: modelSchema }),
  z.object({ vectors: z.array(vectorSchema), model: modelSchema }),
]);
export type EmbedResult = z.infer<typeof embedResultSchema>;
