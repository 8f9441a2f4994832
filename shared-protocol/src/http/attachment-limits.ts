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
