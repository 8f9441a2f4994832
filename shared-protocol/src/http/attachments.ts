import { z } from 'zod';
import { idSchema, instantSchema } from '../ids.ts';

/** Bytes of one attachment at most. */
export const ATTACHMENT_BYTES = 20 * 1024 * 1024;

/** What may be attached, by content type. */
export const ATTACHMENT_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/markdown',
] as const;
export const attachmentTypeSchema = z.enum(ATTACHMENT_TYPES);
export type AttachmentType = z.infer<typeof attachmentTypeSchema>;

/** Answer of `POST /attachments`: kept 24 hours unless a message uses it. */
export const attachmentSchema = z.object({
  attachment_id: idSchema,
  name: z.string(),
  content_type: attachmentTypeSchema,
  bytes: z.number().int().min(0),
  expires_at: instantSchema,
});
export type Attachment = z.infer<typeof attachmentSchema>;
