import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Device } from '#rpc/connection.ts';
import { useNow } from '#renderer/app-powers.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, classNames, Dialog, Problem, Section, Spinner } from '#renderer/ui/index.ts';
import { deviceName, deviceSeenWords, removalWords } from './account-words.ts';
import type { AccountStore } from './create-account-store.ts';

/** The devices of the account, each with the way to take its access away. */
export function DevicesList({ accounts, zone }: { accounts: AccountStore; zone: string }) {
  const { devices, devicesFailure } = useStore(accounts.store);
  const [asked, setAsked] = useState<Device>();
  const now = useNow(30_000);
  return (
    <Section title="Devices" lead="Everything that is logged in to this account. Remove what you do not know or no longer use.">
      {devicesFailure && devicesFailure.kind !== 'core_away' && (
        <Problem onRetry={accounts.refresh}>{devicesFailure.sentence}</Problem>
      )}
      {devices ? (
        <ul aria-label="Devices" className="rounded-l border border-line bg-raised shadow-field">
          {devices.map((device) => (
            <li key={device.device_id} className="flex items-center gap-3 border-t border-line px-4 py-2 first:border-t-0">
              <MonitorSmartphone aria-hidden className="size-4 shrink-0 text-ink-3" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 text-13 font-medium" title={device.device_id}>
                  <span className="truncate">{deviceName(device)}</span>
                  {device.current && (
                    <span className="rounded-s bg-accent-soft px-1.5 text-11 font-medium text-accent-strong">This device</span>
                  )}
                </p>
                <p className="text-12 text-ink-3 nums">
                  <span className={classNames(device.connected && 'text-accent')}>{deviceSeenWords({ device, now, zone })}</span>
                  {device.app_version !== undefined && ` · Adiuva ${device.app_version}`}
                </p>
              </div>
              <Button aria-label={`Remove ${deviceName(device)}`} onClick={() => setAsked(device)}>
                Remove…
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        (!devicesFailure || devicesFailure.kind === 'core_away') && <Reading label="Reading the devices…" />
      )}
      <RemoveDialog accounts={accounts} device={asked} onClose={() => setAsked(undefined)} />
    </Section>
  );
}

function RemoveDialog({
  accounts,
  device,
  onClose,
}: {
  accounts: AccountStore;
  device: Device | undefined;
  onClose: () => void;
}) {
  const { account, doing } = useStore(accounts.store);
  const [refused, setRefused] = useState<string>();
  const busy = doing !== 'nothing';
  const close = () => {
    if (busy) return;
    setRefused(undefined);
    onClose();
  };
  async function remove(deviceId: string) {
    const sentence = await accounts.remove(deviceId);
    setRefused(sentence);
    if (sentence === undefined) onClose();
  }
  return (
    <Dialog
      title={device?.current ? 'Remove this device?' : 'Remove the device?'}
      open={device !== undefined}
      onClose={close}
      {...(device ? { description: removalWords({ device, hasOwn: account?.has_own ?? false }) } : {})}
    >
      {refused !== undefined && <Problem>{refused}</Problem>}
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        {busy && <Spinner label="Removing…" />}
        <Button aria-disabled={busy} onClick={close}>
          Cancel
        </Button>
        <Button look="primary" aria-disabled={busy} onClick={() => device && !busy && void remove(device.device_id)}>
          {device ? `Remove ${deviceName(device)}` : 'Remove'}
        </Button>
      </div>
    </Dialog>
  );
}
