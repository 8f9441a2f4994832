import { createLaterView } from '#renderer/later-view.tsx';
import type { BackupsSectionProps } from './backups-section.tsx';
import type { RecoveryScreenProps } from './recovery-screen.tsx';

export { type BackupsStore, createBackupsStore } from './create-backups-store.ts';
/** Fetched apart from the rest, as is the next: the store alone is needed from the start. */
export const laterBackups = createLaterView<BackupsSectionProps>(() =>
  import('./backups-section.tsx').then((part) => part.BackupsSection),
);
export const laterRecovery = createLaterView<RecoveryScreenProps>(() =>
  import('./recovery-screen.tsx').then((part) => part.RecoveryScreen),
);
