import type { AppStatus, Connection } from '#rpc/app.ts';

export type ConnectionTone = 'well' | 'waiting' | 'problem';

export interface ConnectionFacts {
  connection: Connection | undefined;
  /** The app's own process is out of reach. */
  coreLost: boolean;
  backendAway: boolean;
}

export interface ConnectionWords {
  label: string;
  tone: ConnectionTone;
}

/** Whether the backend is away: once it was found so, until it answers or the device gives up. */
export function isBackendAway({ connection, before }: { connection: Connection; before: boolean }): boolean {
  switch (connection.state) {
    case 'waiting':
      return true;
    case 'connecting':
      return before;
    case 'ready':
    case 'stopped':
      return false;
    default:
      return connection.state satisfies never;
  }
}

/** How the app stands in two or three words: its own process first, then the backend. */
export function connectionWords({ connection, coreLost, backendAway }: ConnectionFacts): ConnectionWords {
  if (coreLost) return { label: 'Not running', tone: 'problem' };
  if (!connection) return { label: 'Starting', tone: 'waiting' };
  if (backendAway) return { label: 'Backend away', tone: 'waiting' };
  switch (connection.state) {
    case 'ready':
      return { label: 'Connected', tone: 'well' };
    case 'connecting':
      return { label: 'Connecting', tone: 'waiting' };
    case 'waiting':
      return { label: 'Backend away', tone: 'waiting' };
    case 'stopped':
      return { label: 'Not connected', tone: 'problem' };
    default:
      return connection.state satisfies never;
  }
}

/** How long until the next try, in words. Without a time, the try is under way. */
export function retryWords({ retryAt, now }: { retryAt: number | undefined; now: number }): string {
  if (retryAt === undefined) return 'trying now';
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1_000));
  return seconds === 0 ? 'trying now' : `next try in ${seconds} s`;
}

export interface ModelWords {
  name: string;
  detail: string;
}

/** What answers: plainly said when it is rules and no model at all. */
export function modelWords(model: AppStatus['model']): ModelWords {
  if (model === undefined) return { name: 'Model', detail: 'Shown with the first answer' };
  const [provider = '', ...rest] = model.split(':');
  const name = rest.join(':');
  if (provider === 'offline') return { name: 'Offline model', detail: 'Works by rules, no key, no network' };
  if (provider === 'local') return { name, detail: 'A model on this machine or network' };
  return { name: name || model, detail: `Answers come from ${provider}` };
}

export function queuedWords(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? '1 message waits to be sent' : `${count} messages wait to be sent`;
}
