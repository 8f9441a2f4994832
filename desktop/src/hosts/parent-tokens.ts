import { onParentMessage, sendToParent } from '@adiuva/launcher/parent-channel.ts';
import type { AccessTokens } from '#core/ports/access-tokens.ts';

/** How long the parent may take: it asks the backend, which may be starting again. */
const PATIENCE_MS = 10_000;

/** Asks the process that started this one for a fresh token each time. */
export function parentAccessTokens(): AccessTokens {
  let lastId = 0;
  return {
    token: () =>
      new Promise((resolve) => {
        lastId += 1;
        const id = lastId;
        const stop = onParentMessage((message) => {
          if (message.type === 'access_token' && message.id === id) settle(message.access_token);
        });
        const timer = setTimeout(() => settle(undefined), PATIENCE_MS);
        function settle(token: string | undefined): void {
          clearTimeout(timer);
          stop();
          resolve(token);
        }
        if (!sendToParent({ type: 'access_token_request', id })) settle(undefined);
      }),
  };
}
