import type { Dialogs } from '#core/ports/dialogs.ts';
import { systemClock } from '#core/clock.ts';
import { createCore, type Core } from '#core/create-core.ts';
import { OWN_BACKEND } from '#core/policy/index.ts';
import { fixedAccessToken } from '#core/ports/access-tokens.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { Notifications } from '#core/ports/notifications.ts';
import type { Secrets } from '#core/ports/secrets.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { parentAccessTokens } from './parent-tokens.ts';

/** What a start says of its backend. */
export interface StartedWith {
  backendUrl: string | undefined;
  /** Whoever started this process started that backend too, on this machine, and its model is on this machine. */
  ownBackend: boolean;
  /** A token for that backend; absent: asked of the parent process, or there is none. */
  accessToken: string | undefined;
  /** Whether there is a parent process that gives out tokens. */
  hasParent: boolean;
}

/** An address elsewhere is never a backend of this start's own, whatever was said. */
function isLoopback(url: string | undefined): boolean {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname;
  return host === '127.0.0.1' || host === '[::1]' || host === 'localhost';
}

/** The core, as every host builds it. */
export function createHostCore({
  device,
  startedWith: { backendUrl, ownBackend, accessToken, hasParent },
  ports,
}: {
  /** The device's part of the home; this process holds its lock. */
  device: string;
  startedWith: StartedWith;
  ports: { logger: Logger; secrets: Secrets; notifications?: Notifications; dialogs?: Dialogs };
}): Core {
  const isChild = !accessToken && hasParent;
  return createCore({
    ports: { ...ports, accessTokens: isChild ? parentAccessTokens() : fixedAccessToken(accessToken || undefined) },
    backendName: isChild ? OWN_BACKEND : undefined,
    paths: { device },
    clock: systemClock(),
    backendUrl,
    version: packageJson.version,
    backendIsOwn: () => ownBackend && isLoopback(backendUrl),
  });
}
