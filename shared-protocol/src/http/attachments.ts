import { z } from 'zod';
import { idSchema, instantSchema } from '../ids.ts';
import { ATTACHMENT_TYPES } from './attachment-limits.ts';

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
