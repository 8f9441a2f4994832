import type { Backup } from '#rpc/backups.ts';

/** Why a backup was made. */
export const backupKindWords: Readonly<Record<Backup['kind'], string>> = {
  daily: 'Daily',
  weekly: 'Weekly',
  migration: 'Before an update',
  restore: 'Before a restore',
  manual: 'Made by you',
};

/** The backups as a choice after damage: those that were checked first, each group newest first. */
export function bestFirst(backups: readonly Backup[]): Backup[] {
  return backups.toSorted((a, b) => Number(b.verified) - Number(a.verified) || b.created_at - a.created_at);
}

/** The backup to suggest: the newest that was opened and checked. */
export function recommended(backups: readonly Backup[]): Backup | undefined {
  const [best] = bestFirst(backups);
  return best?.verified ? best : undefined;
}
