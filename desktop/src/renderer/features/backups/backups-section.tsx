import { Archive, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Backup } from '#rpc/backups.ts';
import { useNow } from '#renderer/app-powers.ts';
import { CopyPath } from '#renderer/copy-path.tsx';
import { momentInWords } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, EmptyState, Problem, Section, Spinner } from '#renderer/ui/index.ts';
import { BackupLine } from './backup-line.tsx';
import type { BackupsStore } from './create-backups-store.ts';
import { RestoreDialog } from './restore-dialog.tsx';

export interface BackupsSectionProps {
  backups: BackupsStore;
  zone: string;
}

/** The backups there are, and the ways to make one and to go back to one. */
export function BackupsSection({ backups, zone }: BackupsSectionProps) {
  const { list, failure, doing, refused } = useStore(backups.store);
  const now = useNow(60_000);
  const [asked, setAsked] = useState<Backup>();
  const busy = doing.what !== 'nothing';
  return (
    <div>
      <Restored backups={backups} now={now} zone={zone} />
      <Section
        title="On this device"
        lead="One a day is made by itself and checked; older ones thin out to one a week."
        action={
          <div className="flex items-center gap-2.5">
            {doing.what === 'creating' && <Spinner label="Backing up…" />}
            <Button look="primary" aria-disabled={busy} onClick={() => void backups.create()}>
              <Archive aria-hidden />
              Back up now
            </Button>
          </div>
        }
      >
        {list?.fault !== undefined && (
          <p role="status" className="rounded-l bg-late-soft px-4 py-2.5 text-13">
            {list.fault}
          </p>
        )}
        {refused !== undefined && asked === undefined && <Problem>{refused}</Problem>}
        {failure && failure.kind !== 'core_away' && <Problem onRetry={backups.refresh}>{failure.sentence}</Problem>}
        {!list ? (
          !failure || failure.kind === 'core_away' ? (
            <Reading label="Reading the backups…" />
          ) : undefined
        ) : (
          <>
            {list.items.length === 0 ? (
              <EmptyState icon={<Archive />} title="No backup yet">
                <p>The first one is made within a day. You can make one now.</p>
              </EmptyState>
            ) : (
              <ul aria-label="Backups" className="rounded-l border border-line bg-raised shadow-field">
                {list.items.map((backup) => (
                  <li key={backup.backup_id} className="flex items-center gap-3 border-t border-line px-4 py-2 first:border-t-0">
                    <div className="min-w-0 flex-1">
                      <BackupLine backup={backup} now={now} zone={zone} />
                    </div>
                    <Button
                      aria-label={`Restore the backup of ${momentInWords({ instant: backup.created_at, now, zone })}`}
                      aria-disabled={busy}
                      onClick={() => {
                        if (!busy) setAsked(backup);
                      }}
                    >
                      Restore…
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            <div className="flex items-start gap-2 text-12">
              <p className="min-w-0 text-ink-3">
                They lie in <span className="wrap-anywhere text-ink-2">{list.folder}</span>. Copy this folder to another disk to
                be safe from the loss of this one.
              </p>
              <CopyPath path={list.folder} label="Copy the folder’s path" />
            </div>
          </>
        )}
      </Section>
      <RestoreDialog backups={backups} backup={asked} now={now} zone={zone} onClose={() => setAsked(undefined)} />
    </div>
  );
}

/** The last restore, for as long as this window is open, with its way back. */
function Restored({ backups, now, zone }: { backups: BackupsStore; now: number; zone: string }) {
  const { restored, doing } = useStore(backups.store);
  const busy = doing.what !== 'nothing';
  return (
    <div role="status">
      {restored && (
        <div className="mb-8 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-l bg-accent-soft px-4 py-2.5 text-13">
          <p className="min-w-0 flex-1 basis-64">
            <strong className="font-medium">Restored.</strong> Your data is as it was:{' '}
            {momentInWords({ instant: restored.restored.created_at, now, zone })}.
          </p>
          <Button aria-disabled={busy} onClick={() => void backups.restore(restored.undo.backup_id)}>
            <Undo2 aria-hidden />
            Undo this restore
          </Button>
        </div>
      )}
    </div>
  );
}
