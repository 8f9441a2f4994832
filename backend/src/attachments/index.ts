export { AttachmentError } from './attachment-error.ts';
export { createAttachments, type Attachments } from './create-attachments.ts';
