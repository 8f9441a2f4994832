import type { Account, Device } from '#rpc/connection.ts';
import { agoInside } from '#renderer/days/index.ts';

/** Which backend this device is with, in a name and a line. */
export function accountWords({ kind, backend_url, email }: Account): { name: string; detail: string } {
  switch (kind) {
    case 'own':
      return { name: 'Your own backend', detail: 'It runs on this machine with the app. It needs no account.' };
    case 'remote':
      return {
        name: hostOf(backend_url) ?? 'Another backend',
        detail: email === undefined ? 'Logged in.' : `Logged in as ${email}.`,
      };
    case 'none':
      return { name: 'No backend', detail: 'Your data works as ever; the chat answers once a backend is connected.' };
    default:
      return kind satisfies never;
  }
}

/** An address without what every address has. */
export function hostOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  return URL.canParse(url) ? new URL(url).host : url;
}

/** A device by the beginning of its id, which is all that tells one from another. */
export function deviceName({ device_id }: Pick<Device, 'device_id'>): string {
  return `Device ${device_id.slice(0, 8)}`;
}

export function deviceSeenWords({ device, now, zone }: { device: Device; now: number; zone: string }): string {
  if (device.connected) return 'Connected now';
  return `Last seen ${agoInside({ instant: device.last_seen_at, now, zone })}`;
}

/** What follows from removing a device. */
export function removalWords({ device, hasOwn }: { device: Device; hasOwn: boolean }): string {
  if (!device.current)
    return 'It is logged out at once, and cannot come back without the password. The data on it stays there; nothing here changes.';
  return hasOwn
    ? 'This is the device that you are using. It is logged out and goes back to your own backend. Your data stays here.'
    : 'This is the device that you are using. It is logged out, and the chat answers again once you log in. Your data stays here.';
}
