import { z } from 'zod';
import type { LinkTarget } from '#core/device-link/index.ts';
import { NO_BACKEND } from '#core/policy/index.ts';
import type { SettingsRepository } from '#core/storage/index.ts';

/** A backend of the user's choice, and who they are there. */
export const remoteAccountSchema = z.object({ url: z.string(), user_id: z.string(), email: z.string() });
export type RemoteAccount = z.infer<typeof remoteAccountSchema>;

/** A setting of this device: it stays when a backup is restored. */
const SETTING = 'backend_account';

/** The backend that this app was started with. `name` stays when the address changes. */
export interface OwnBackend extends LinkTarget {
  name: string;
}

/** What a backend's account is called on this device: who asks somebody else asks under another name. */
export function destinationOf({ url, user_id: userId }: RemoteAccount): string {
  return `account ${userId} at ${url}`;
}

/** Which backend this device talks to: the one of the user's choice, else its own. */
export interface BackendChoice {
  remote(): RemoteAccount | undefined;
  own: OwnBackend | undefined;
  /** The name by which grants know it. */
  destination(): string;
  /** What `destination` would be. */
  destinationWith(remote: RemoteAccount | undefined): string;
  /** In a transaction; counts from `reload` on. */
  store(remote: RemoteAccount | undefined): void;
  /** Reads what is stored. */
  reload(): void;
}

export function createBackendChoice({
  settings,
  own,
}: {
  settings: SettingsRepository;
  own: OwnBackend | undefined;
}): BackendChoice {
  let remote: RemoteAccount | undefined;

  function reload(): void {
    remote = remoteAccountSchema.safeParse(settings.get(SETTING)).data;
  }

  function destinationWith(account: RemoteAccount | undefined): string {
    return account ? destinationOf(account) : (own?.name ?? NO_BACKEND);
  }

  reload();
  return {
    own,
    remote: () => remote,
    destinationWith,
    destination: () => destinationWith(remote),
    store(account) {
      settings.set(SETTING, account ?? null);
    },
    reload,
  };
}
