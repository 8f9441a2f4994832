import { CloudOff, PlugZap, RefreshCw, Unplug } from 'lucide-react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { type LinkState, lostReason } from '#renderer/core-connection/index.ts';
import { Banner, Button } from '#renderer/ui/index.ts';
import { retryWords } from './connection-words.ts';
import type { StatusStore } from './create-status-store.ts';

/** What is the matter with the app's own process, or with the backend. Nothing when all is well. */
export function Banners({ status }: { status: StatusStore }) {
  const { core } = useAppPowers();
  const link = useStore(core.link);
  const connection = useStore(status.store, (state) => state.status?.connection);
  const backendAway = useStore(status.store, (state) => state.backendAway);
  const lost = lostReason(link);
  if (link.phase === 'no_key' || lost === 'refused') return <KeyBanner link={link} />;
  if (lost !== undefined)
    return (
      <Banner tone="problem" icon={<PlugZap aria-hidden />} action={<CoreRetry link={link} />}>
        <strong className="font-medium">The app’s own process ended.</strong> Start Adiuva again. Your data is safe on this
        device; what you see here was read before.
      </Banner>
    );
  if (connection?.state === 'stopped')
    return (
      <Banner
        tone="problem"
        icon={<Unplug aria-hidden />}
        action={
          <Button onClick={() => void status.reconnect()}>
            <RefreshCw aria-hidden />
            Try now
          </Button>
        }
      >
        {connection.detail ?? 'The backend ended the connection, and it is not tried again by itself.'} Your data is here and
        works.
      </Banner>
    );
  if (connection && backendAway)
    return (
      <Banner
        tone="waiting"
        icon={<CloudOff aria-hidden />}
        action={
          <Button onClick={() => void status.reconnect()}>
            <RefreshCw aria-hidden />
            Try now
          </Button>
        }
      >
        <span title={connection.detail}>
          <strong className="font-medium">Your data is here and works;</strong> answers wait for the backend
          <BackendRetry retryAt={connection.retry_at} />.
        </span>
      </Banner>
    );
  return undefined;
}

function BackendRetry({ retryAt }: { retryAt: number | undefined }) {
  const now = useNow(1_000);
  return (
    // Told once by the sentence; a count every second is for the eye.
    <span aria-hidden className="text-ink-2 nums">
      {' '}
      ({retryWords({ retryAt, now })})
    </span>
  );
}

function CoreRetry({ link }: { link: LinkState }) {
  const { core } = useAppPowers();
  const now = useNow(1_000);
  const words = link.phase === 'lost' ? retryWords({ retryAt: link.retryAt, now }) : 'trying now';
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="text-12 text-ink-2 nums">
        {words}
      </span>
      <Button onClick={core.retryNow}>
        <RefreshCw aria-hidden />
        Try now
      </Button>
    </span>
  );
}

function KeyBanner({ link }: { link: LinkState }) {
  return (
    <Banner
      tone="problem"
      icon={<PlugZap aria-hidden />}
      action={link.phase === 'no_key' ? undefined : <CoreRetry link={link} />}
    >
      <strong className="font-medium">
        {link.phase === 'no_key' ? 'This window has no key to the app.' : 'This window belongs to an earlier start of Adiuva.'}
      </strong>{' '}
      Open the address that Adiuva printed when it started (it ends in #token=…).
    </Banner>
  );
}
