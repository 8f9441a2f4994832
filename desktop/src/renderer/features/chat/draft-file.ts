import type { MessageFile } from '#rpc/attachments.ts';

/** A file that will go along with the message that is being written. */
export interface DraftFile {
  key: string;
  name: string;
  isImage: boolean;
  /** An address of its image in this window. */
  preview: string | undefined;
  /** Undefined while the core does not have it. */
  kept: MessageFile | undefined;
}
