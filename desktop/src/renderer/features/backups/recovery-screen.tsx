import { LifeBuoy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Backup, Recovery } from '#rpc/backups.ts';
import { useNow } from '#renderer/app-powers.ts';
import { CopyPath } from '#renderer/copy-path.tsx';
import { momentInWords } from '#renderer/days/index.ts';
import { Button, classNames, Dialog, Problem, Spinner } from '#renderer/ui/index.ts';
import { BackupLine } from './backup-line.tsx';
import { bestFirst, recommended } from './backup-words.ts';
import type { BackupsStore } from './create-backups-store.ts';

export interface RecoveryScreenProps {
  backups: BackupsStore;
  recovery: Recovery;
  zone: string;
}

/** Stands over everything after a damaged database was found, until the user chose how to go on. */
export function RecoveryScreen({ backups, recovery, zone }: RecoveryScreenProps) {
  const { list, doing, refused } = useStore(backups.store);
  const now = useNow(60_000);
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<string>();
  const [askEmpty, setAskEmpty] = useState(false);
  useEffect(() => title.current?.focus(), []);

  const items = bestFirst(list?.items ?? []);
  const best = recommended(items);
  const choice = items.find(({ backup_id }) => backup_id === chosen) ?? best;
  const busy = doing.what !== 'nothing';
  return (
    <main aria-labelledby={titleId} className="min-h-0 flex-1 overflow-auto bg-surface">
      <div className="mx-auto flex max-w-xl flex-col gap-6 px-5 py-[8vh]">
        <header>
          <span className="mb-4 inline-flex size-11 items-center justify-center rounded-l border border-line bg-raised text-accent shadow-field">
            <LifeBuoy aria-hidden className="size-5" />
          </span>
          <h1 ref={title} id={titleId} tabIndex={-1} className="text-22 font-semibold tracking-[-0.018em] outline-none">
            Your data file is damaged
          </h1>
          <p className="mt-2 text-14 text-ink-2">
            Adiuva found this when it started ({momentInWords({ instant: recovery.found_at, now, zone })}). It did not change the
            file, and keeps it. {items.length > 0 ? 'You can go on from a backup.' : 'There is no backup to go on from.'}
          </p>
        </header>
        <Found recovery={recovery} />
        {items.length > 0 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 text-14 font-semibold">Backups</legend>
            <div className="rounded-l border border-line bg-raised shadow-field">
              {items.map((backup) => (
                <BackupChoice
                  key={backup.backup_id}
                  backup={backup}
                  recommended={backup === best}
                  chosen={backup === choice}
                  now={now}
                  zone={zone}
                  onChoose={() => setChosen(backup.backup_id)}
                />
              ))}
            </div>
            <p className="text-12 text-ink-3">What was written after the backup was made is only in the damaged file.</p>
          </fieldset>
        )}
        {refused !== undefined && !askEmpty && <Problem>{refused}</Problem>}
        <div className="flex flex-wrap items-center gap-2">
          {items.length > 0 && (
            <Button
              look="primary"
              className="h-control-large px-4"
              aria-disabled={busy || !choice}
              onClick={() => choice && void backups.restore(choice.backup_id)}
            >
              Restore this backup
            </Button>
          )}
          <Button className="h-control-large px-4" aria-disabled={busy} onClick={() => !busy && setAskEmpty(true)}>
            Start empty…
          </Button>
          {doing.what === 'restoring' && <Spinner label="Restoring…" />}
        </div>
      </div>
      <StartEmpty backups={backups} open={askEmpty} hasBackups={items.length > 0} onClose={() => setAskEmpty(false)} />
    </main>
  );
}

function Found({ recovery }: { recovery: Recovery }) {
  return (
    <dl className="flex flex-col gap-2.5 rounded-l border border-line px-4 py-3 text-13">
      <div>
        <dt className="text-12 text-ink-3">What was found</dt>
        <dd className="wrap-anywhere">{recovery.detail}</dd>
      </div>
      <div>
        <dt className="text-12 text-ink-3">Where the damaged file is kept</dt>
        <dd className="flex items-start gap-2">
          <span className="min-w-0 flex-1 wrap-anywhere">{recovery.broken_path}</span>
          <CopyPath path={recovery.broken_path} />
        </dd>
      </div>
    </dl>
  );
}

interface BackupChoiceProps {
  backup: Backup;
  recommended: boolean;
  chosen: boolean;
  now: number;
  zone: string;
  onChoose: () => void;
}

function BackupChoice({ backup, recommended: isRecommended, chosen, now, zone, onChoose }: BackupChoiceProps) {
  return (
    <label
      className={classNames(
        'flex items-center gap-3 border-t border-line px-4 py-2 first:rounded-t-l first:border-t-0 last:rounded-b-l',
        'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus',
        chosen ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <input
        type="radio"
        name="backup"
        checked={chosen}
        onChange={onChoose}
        className="size-4 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0 flex-1">
        <BackupLine backup={backup} now={now} zone={zone} />
      </span>
      {isRecommended && <span className="shrink-0 text-12 font-medium text-accent">Recommended</span>}
    </label>
  );
}

interface StartEmptyProps {
  backups: BackupsStore;
  open: boolean;
  hasBackups: boolean;
  onClose: () => void;
}

function StartEmpty({ backups, open, hasBackups, onClose }: StartEmptyProps) {
  const { doing, refused } = useStore(backups.store);
  const busy = doing.what !== 'nothing';
  const close = () => {
    if (busy) return;
    backups.forgetRefusal();
    onClose();
  };
  return (
    <Dialog title="Start empty?" open={open} onClose={close}>
      <p className="text-13 text-ink-2">
        Adiuva goes on without your clients, projects, tasks, notes and conversations. The damaged file stays where it is
        {hasBackups ? ', and so do the backups: you can still restore one later, in Settings.' : '.'}
      </p>
      {refused !== undefined && (
        <div className="mt-3">
          <Problem>{refused}</Problem>
        </div>
      )}
      <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
        {busy && <Spinner label="Starting…" />}
        <Button aria-disabled={busy} onClick={close}>
          Cancel
        </Button>
        <Button aria-disabled={busy} onClick={() => void backups.startEmpty()}>
          Start empty
        </Button>
      </div>
    </Dialog>
  );
}
