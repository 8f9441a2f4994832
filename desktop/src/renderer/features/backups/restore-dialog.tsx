import { useStore } from 'zustand';
import type { Backup } from '#rpc/backups.ts';
import { momentInWords } from '#renderer/days/index.ts';
import { Button, Dialog, Problem, Spinner } from '#renderer/ui/index.ts';
import type { BackupsStore } from './create-backups-store.ts';

export interface RestoreDialogProps {
  backups: BackupsStore;
  /** The backup asked about; undefined: nothing is asked. */
  backup: Backup | undefined;
  now: number;
  zone: string;
  onClose: () => void;
}

/** Says what a restore does before it is done. */
export function RestoreDialog({ backups, backup, now, zone, onClose }: RestoreDialogProps) {
  const { doing, refused } = useStore(backups.store);
  const busy = doing.what !== 'nothing';
  const close = () => {
    if (busy) return;
    backups.forgetRefusal();
    onClose();
  };
  async function restore(backupId: string) {
    if (await backups.restore(backupId)) onClose();
  }
  return (
    <Dialog title="Restore this backup?" open={backup !== undefined} onClose={close}>
      {backup && (
        <>
          <ul className="list-disc space-y-1.5 pl-4 text-13 text-ink-2 marker:text-ink-3">
            <li>
              Clients, projects, tasks, notes and conversations become what they were:{' '}
              <strong className="font-medium text-ink nums">{momentInWords({ instant: backup.created_at, now, zone })}</strong>.
            </li>
            <li>What came later is kept in a backup of its own, so that you can take this back.</li>
            <li>Answers under way and questions that wait for your word end.</li>
            {!backup.verified && (
              <li className="text-today">This backup was not checked when it was made. If it is damaged, nothing is changed.</li>
            )}
          </ul>
          {refused !== undefined && (
            <div className="mt-3">
              <Problem>{refused}</Problem>
            </div>
          )}
          <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
            {busy && <Spinner label="Restoring…" />}
            <Button aria-disabled={busy} onClick={close}>
              Cancel
            </Button>
            <Button look="primary" aria-disabled={busy} onClick={() => void restore(backup.backup_id)}>
              Restore
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
