/** What a file is to the reader; each has its handler. */
export const contentTypes = [
  'email_html',
  'email',
  'generic_html',
  'plain_text',
  'markdown',
  'csv',
  'calendar',
  'pdf',
  'docx',
  'rtf',
  'mbox',
  'msg',
  'json',
  'image',
  'archive',
  'audio',
  'video',
  'unknown',
] as const;

export type ContentType = (typeof contentTypes)[number];

export type Detected = { contentType: ContentType; mime: string };
