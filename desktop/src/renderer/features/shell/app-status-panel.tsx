import { Bot, Database, Keyboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { CopyPath } from '#renderer/copy-path.tsx';
import { ThemeSegments } from '#renderer/features/appearance/index.ts';
import { classNames, IconButton } from '#renderer/ui/index.ts';
import { isCoreLost } from '#renderer/core-connection/index.ts';
import { connectionWords, type ConnectionTone, modelWords, queuedWords, retryWords } from './connection-words.ts';
import type { StatusStore } from './create-status-store.ts';

const dots: Readonly<Record<ConnectionTone, string>> = { well: 'bg-accent', waiting: 'bg-today', problem: 'bg-late' };

export function ConnectionDot({ tone }: { tone: ConnectionTone }) {
  return <span aria-hidden className={classNames('size-2 shrink-0 rounded-full', dots[tone])} />;
}

/** The connection, what answers, where the data lies, and how the app looks. */
export function AppStatusPanel({ status, onHelp }: { status: StatusStore; onHelp: () => void }) {
  const known = useStore(status.store, (state) => state.status);
  const model = modelWords(known?.model);
  const queued = queuedWords(known?.queued_messages ?? 0);
  return (
    <div className="flex flex-col gap-2.5 text-12">
      <ConnectionLine status={status} queued={queued} />
      {known && (
        <>
          <Line icon={<Bot aria-hidden />} label={model.name}>
            {model.detail}
          </Line>
          <DataPlace path={known.database_path} />
        </>
      )}
      <div className="flex items-center justify-between pt-0.5">
        <ThemeSegments />
        <IconButton label="Keyboard shortcuts" shortcut="?" onClick={onHelp}>
          <Keyboard />
        </IconButton>
      </div>
    </div>
  );
}

function Line({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <span className="mt-px text-ink-3 [&_svg]:size-3.5">{icon}</span>
      <p className="min-w-0 flex-1">
        <span className="block truncate text-ink">{label}</span>
        <span className="block text-ink-3">{children}</span>
      </p>
    </div>
  );
}

function ConnectionLine({ status, queued }: { status: StatusStore; queued: string | undefined }) {
  const { core } = useAppPowers();
  const connection = useStore(status.store, (state) => state.status?.connection);
  const backendAway = useStore(status.store, (state) => state.backendAway);
  const coreLost = useStore(core.link, isCoreLost);
  const words = connectionWords({ connection, coreLost, backendAway });
  const now = useNow(1_000);
  const retry = backendAway && !coreLost ? retryWords({ retryAt: connection?.retry_at, now }) : undefined;
  return (
    <div className="flex gap-2">
      <span className="flex h-4 w-3.5 items-center justify-center">
        <ConnectionDot tone={words.tone} />
      </span>
      <div className="min-w-0 flex-1">
        <p role="status" aria-label="Connection" className="text-ink" title={connection?.backend_url}>
          {words.label}
        </p>
        {retry !== undefined && <p className="text-ink-3 nums">{retry}</p>}
        {queued !== undefined && <p className="text-today">{queued}</p>}
      </div>
    </div>
  );
}

function DataPlace({ path }: { path: string }) {
  return (
    <div className="flex items-start gap-2">
      <Database aria-hidden className="mt-px size-3.5 shrink-0 text-ink-3" />
      <p className="min-w-0 flex-1">
        <span className="block text-ink">Your data</span>
        {/* The end of a path tells more than its beginning: it is cut on the left. */}
        <span dir="rtl" title={path} className="block truncate text-left text-ink-3">
          <bdi dir="ltr">{path}</bdi>
        </span>
      </p>
      <CopyPath path={path} />
    </div>
  );
}
