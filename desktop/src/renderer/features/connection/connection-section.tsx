import { Server } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { isCoreLost } from '#renderer/core-connection/index.ts';
import { ConnectionDot, connectionWords, type StatusStore } from '#renderer/features/shell/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, Problem, Section, Spinner } from '#renderer/ui/index.ts';
import { accountWords } from './account-words.ts';
import { BackendExplained } from './backend-explained.tsx';
import { ConnectForm } from './connect-form.tsx';
import { type AccountStore, createAccountStore } from './create-account-store.ts';
import { DevicesList } from './devices-list.tsx';

/** The backend that answers: which one, how it stands, and the way to another. */
export function ConnectionSection({ status, zone }: { status: StatusStore; zone: string }) {
  const powers = useAppPowers();
  const [accounts] = useState(() => createAccountStore(powers));
  useEffect(() => accounts.follow(), [accounts]);
  const { account, failure } = useStore(accounts.store);
  return (
    <>
      <Section title="Backend" lead="What answers your messages.">
        {failure && failure.kind !== 'core_away' && <Problem onRetry={accounts.refresh}>{failure.sentence}</Problem>}
        {account ? <Present accounts={accounts} status={status} /> : !failure && <Reading label="Reading the connection…" />}
      </Section>
      {account && account.kind !== 'none' && <DevicesList accounts={accounts} zone={zone} />}
      <BackendExplained />
    </>
  );
}

function Present({ accounts, status }: { accounts: AccountStore; status: StatusStore }) {
  const { account, doing } = useStore(accounts.store);
  const [connecting, setConnecting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  if (!account) return undefined;
  const { name, detail } = accountWords(account);
  const busy = doing !== 'nothing';
  const close = () => {
    setConnecting(false);
    opener.current?.focus();
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2.5 rounded-l border border-line bg-raised px-4 py-3 shadow-field">
        <Server aria-hidden className="size-4.5 shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1 basis-52">
          <p className="text-13 font-medium wrap-anywhere">{name}</p>
          <p className="text-12 text-ink-3 wrap-anywhere">{detail}</p>
          {account.kind !== 'none' && <State status={status} />}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {doing === 'leaving' && <Spinner label="Logging out…" />}
          {account.kind === 'remote' && (
            <Button aria-disabled={busy} onClick={() => !busy && void accounts.leave()}>
              {account.has_own ? 'Log out, back to your own' : 'Log out'}
            </Button>
          )}
          <Button
            ref={opener}
            look={account.kind === 'none' && !connecting ? 'primary' : 'plain'}
            aria-expanded={connecting}
            onClick={() => setConnecting(!connecting)}
          >
            {account.kind === 'none' ? 'Connect to a backend' : 'Connect to another'}
          </Button>
        </div>
      </div>
      {connecting && <ConnectForm accounts={accounts} onDone={close} onCancel={close} />}
    </>
  );
}

function State({ status }: { status: StatusStore }) {
  const { core } = useAppPowers();
  const connection = useStore(status.store, (state) => state.status?.connection);
  const backendAway = useStore(status.store, (state) => state.backendAway);
  const coreLost = useStore(core.link, isCoreLost);
  const words = connectionWords({ connection, coreLost, backendAway });
  return (
    <p className="mt-1 flex items-center gap-1.5 text-12 text-ink-2">
      <ConnectionDot tone={words.tone} />
      <span>
        {words.label}
        {words.tone !== 'well' && !coreLost && connection?.detail !== undefined && `: ${connection.detail}`}
      </span>
    </p>
  );
}
