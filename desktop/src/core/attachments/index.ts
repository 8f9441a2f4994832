export { createAttachmentFiles } from './attachment-files.ts';
export { createAttachmentRepository } from './attachment-repository.ts';
export { createAttachments, type Attachments } from './attachments.ts';
export { createMessageFiles, type FilesBackend, type MessageFiles, type ReadableFile } from './message-files.ts';
