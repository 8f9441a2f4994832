import { createLaterView } from '#renderer/later-view.tsx';
import type { MessageFile } from '#rpc/attachments.ts';
import type { DraftFilesProps } from './draft-files.tsx';

/** Fetched apart from the rest. */
export const laterDraftFiles = createLaterView<DraftFilesProps>(
  () => import('./draft-files.tsx').then((part) => part.DraftFiles),
  { quiet: true },
);
export const laterMessageFiles = createLaterView<{ files: readonly MessageFile[] }>(
  () => import('./message-files.tsx').then((part) => part.MessageFiles),
  { quiet: true },
);
/** What takes a file in, fetched once there is one. */
export const attaching = () => import('./attach-files.ts');
