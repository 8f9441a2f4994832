import { Check, TriangleAlert } from 'lucide-react';
import type { Backup } from '#rpc/backups.ts';
import { bytesInWords } from '#renderer/amounts.ts';
import { momentInWords } from '#renderer/days/index.ts';
import { backupKindWords } from './backup-words.ts';

/** What a backup is: when, why, how large, and whether it was checked. */
export function BackupLine({ backup, now, zone }: { backup: Backup; now: number; zone: string }) {
  return (
    <>
      <span className="block text-13 font-medium nums">{momentInWords({ instant: backup.created_at, now, zone })}</span>
      <span className="flex flex-wrap items-center gap-x-1.5 text-12 text-ink-2 nums">
        <span>
          {backupKindWords[backup.kind]} · {bytesInWords(backup.bytes)}
        </span>
        {backup.verified ? (
          <span className="inline-flex items-center gap-1">
            <Check aria-hidden className="size-3 text-accent" />
            Checked
          </span>
        ) : (
          <span className="inline-flex items-center gap-1 text-today">
            <TriangleAlert aria-hidden className="size-3" />
            Not checked
          </span>
        )}
      </span>
    </>
  );
}
