import { ATTACHMENT_BYTES, attachmentTypeSchema, idSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { PIECE_BYTES } from './limits.ts';
import { procedure } from './orpc.ts';

const pieceSchema = z.string().max((PIECE_BYTES / 3) * 4);

/** A file that goes along, or went along, with a message. */
export const messageFileSchema = z.object({
  attachment_id: idSchema,
  name: z.string(),
  content_type: attachmentTypeSchema,
  bytes: z.number().int(),
  /** Its bytes are not on this device: its message came with a backup, say. */
  missing: z.boolean(),
});
export type MessageFile = z.infer<typeof messageFileSchema>;

export const attachmentsContract = {
  /** A file comes in pieces: this announces it. INVALID: it is too large, empty, or of a kind that is not taken. */
  begin: procedure
    .input(z.object({ name: z.string().min(1).max(1_000), bytes: z.number().int().min(0) }))
    .output(z.object({ upload_id: idSchema })),
  /** The next piece, in base64; `offset` is how many bytes came before it. */
  append: procedure
    .input(z.object({ upload_id: idSchema, offset: z.number().int().min(0).max(ATTACHMENT_BYTES), data: pieceSchema }))
    .output(z.object({ ok: z.literal(true) })),
  /** The file is whole: it is kept on this device when this answers, for a day unless a message takes it along. */
  finish: procedure.input(z.object({ upload_id: idSchema })).output(messageFileSchema),
  /** A file that no message took along goes; another stays. */
  discard: procedure.input(z.object({ attachment_id: idSchema })).output(z.object({ ok: z.literal(true) })),
  /** A piece of a file, in base64, and where the next begins. NOT_FOUND: it is not on this device. */
  read: procedure
    .input(z.object({ attachment_id: idSchema, offset: z.number().int().min(0) }))
    .output(z.object({ data: pieceSchema, next_offset: z.number().int().optional() })),
};
