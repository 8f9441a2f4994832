import {
  accountDeviceSchema,
  loginRequestSchema,
  problemSchema,
  registerRequestSchema,
  tokensSchema,
  type EmbedRequest,
} from '@adiuva/shared-protocol';
import { z } from 'zod';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import { DeviceError } from '#core/device-error.ts';
import type { LinkTarget } from '#core/device-link/index.ts';
import { NO_BACKEND } from '#core/policy/index.ts';
import { AccessEndedError } from '#core/ports/access-tokens.ts';
import type { DeviceDatabase, DeviceIdentity } from '#core/storage/index.ts';
import type { Account, Device } from '#rpc/connection.ts';
import { readBackendAddress } from './backend-address.ts';
import type { BackendChoice, RemoteAccount } from './backend-choice.ts';
import { refusalOf, type BackendAnswer, type BackendRequest } from './backend-http.ts';
import { dropTokens, keepTokens, openRemoteSession, type RemoteSession, type SessionPowers } from './remote-session.ts';

/** What the backend that counts now is asked. */
export type BackendQuestion = Pick<BackendRequest, 'method' | 'path' | 'body' | 'form' | 'patienceMs'>;

interface Credentials {
  backend_url: string;
  email: string;
  password: string;
}

/** Which backend this device talks to, as the user sets it. Tokens never leave by it. */
export interface Connection {
  account(): Account;
  /** @throws DeviceError `invalid_data`: an address that is none, or the backend's refusal; `busy`: not reached */
  register(credentials: Credentials): Promise<Account>;
  login(credentials: Credentials): Promise<Account>;
  /** Forgets the tokens, here and there; goes back to the own backend when there is one. */
  logout(): Promise<Account>;
  devices(): Promise<{ items: Device[] }>;
  /** @throws DeviceError `not_found` */
  removeDevice(deviceId: string): Promise<void>;
  /**
   * The backend that counts now has nothing of this conversation when this resolves.
   * @throws DeviceError `busy`: not reached, or it did not do so
   */
  forgetSession(sessionId: string): Promise<{ backend_url: string }>;
  /** As the backend answers it. @throws DeviceError `busy`: not reached */
  embed(request: EmbedRequest): Promise<BackendAnswer & { url: string }>;
  /**
   * Asks the backend that counts now, with a new token if the first is refused.
   * @throws DeviceError `busy`: none is connected, or it is not reached
   */
  ask(request: BackendQuestion): Promise<BackendAnswer & { url: string }>;
  /** Another database lies behind us; before the device link connects. */
  readAgain(): void;
  /** Where the device link goes. */
  target(): LinkTarget | undefined;
}

export interface ConnectionParts extends SessionPowers {
  choice: BackendChoice;
  database: DeviceDatabase;
  identity: DeviceIdentity;
  feed: ChangeFeed;
  /** The backend that is connected may be told to stop what it does: it will not be heard any more. */
  cancelRuns: () => void;
  /** In a transaction: ends for this device what another backend than this was asked. */
  leaveBehind: (destination: string) => void;
  /** In a transaction: what waits for the user's word before it is sent was written for the backend that is left. */
  leaveHeld: () => void;
  /** The transaction of `leaveBehind` was taken back. */
  restore: () => void;
  /** The database is an empty one until the user chose: what it does not tell may still be true. */
  isRecovering: () => boolean;
  /** The device link's target has changed. */
  retarget: () => void;
}

const devicesSchema = z.object({
  items: z.array(accountDeviceSchema.pick({ device_id: true, app_version: true, last_seen_at: true, connected: true })),
});

export function createConnection(parts: ConnectionParts): Connection {
  const { choice, database, secrets, http, clock, feed, identity } = parts;
  let session = openSession();
  let isBusy = false;

  function openSession(): RemoteSession | undefined {
    const account = choice.remote();
    return account && openRemoteSession({ ...parts, account });
  }

  if (!session && !parts.isRecovering()) dropTokens(secrets);

  const target = (): LinkTarget | undefined => (session ? { backendUrl: session.account.url, tokens: session } : choice.own);

  function account(): Account {
    const has_own = choice.own !== undefined;
    const remote = choice.remote();
    if (remote) return { kind: 'remote', backend_url: remote.url, email: remote.email, has_own };
    if (choice.own) return { kind: 'own', backend_url: choice.own.backendUrl, has_own };
    return { kind: 'none', has_own };
  }

  /** One change at a time. */
  async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (isBusy) throw new DeviceError('busy', 'The connection is being changed already. Wait a moment.');
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  }

  /** Goes to another backend, or to the same with new tokens. What the old one was asked ends with it. */
  function goTo(next: RemoteAccount | undefined): RemoteSession | undefined {
    const destination = choice.destinationWith(next);
    const isOther = destination !== choice.destination();
    const wasAnybody = choice.destination() !== NO_BACKEND;
    if (isOther) parts.cancelRuns();
    try {
      database.write(() => {
        choice.store(next);
        parts.leaveBehind(destination);
        if (isOther && wasAnybody) parts.leaveHeld();
      });
    } catch (cause) {
      parts.restore();
      throw cause;
    }
    const left = session;
    choice.reload();
    session = openSession();
    parts.retarget();
    for (const topic of ['connection', 'status', 'sessions'] as const) feed.publish(topic);
    return left;
  }

  function enter({
    account: next,
    tokens,
  }: {
    account: RemoteAccount;
    tokens: Parameters<typeof keepTokens>[0]['tokens'];
  }): void {
    const putBack = keepTokens({ account: next, tokens, secrets, clock });
    // The old log-in's tokens are not in the file any more; it only says goodbye, with those that it holds.
    try {
      const left = goTo(next);
      left?.forget();
      void left?.sayGoodbye();
    } catch (cause) {
      putBack();
      throw cause;
    }
  }

  function askIn({
    given,
    path,
    schema,
  }: {
    given: Credentials;
    path: string;
    schema: typeof loginRequestSchema;
  }): Promise<Account> {
    return alone(async () => {
      const url = readBackendAddress(given.backend_url);
      const credentials = schema.safeParse({ email: given.email, password: given.password });
      if (!credentials.success) throw new DeviceError('invalid_data', faultOf(credentials.error));
      const answer = await http({ url, method: 'POST', path, body: credentials.data });
      const tokens = answer.status === 200 || answer.status === 201 ? tokensSchema.safeParse(answer.body) : undefined;
      if (!tokens?.success) throw refusalOf({ url, answer });
      const { email } = credentials.data;
      enter({ account: { url, user_id: tokens.data.user.id, email }, tokens: tokens.data });
      return account();
    });
  }

  async function ask(request: BackendQuestion): Promise<BackendAnswer & { url: string }> {
    const at = target();
    if (!at) throw new DeviceError('busy', 'No backend is connected. Connect one first.');
    const { backendUrl: url, tokens } = at;
    try {
      const token = await tokens.token();
      const answer = await http({ ...request, url, token });
      if (answer.status !== 401 || token === undefined) return { ...answer, url };
      tokens.doubt?.(token);
      return { ...(await http({ ...request, url, token: await tokens.token() })), url };
    } catch (cause) {
      if (cause instanceof AccessEndedError) throw new DeviceError('busy', cause.message, { cause });
      throw cause;
    }
  }

  return {
    account,
    target,
    readAgain() {
      const before = choice.destination();
      choice.reload();
      if (choice.destination() === before) return;
      session = openSession();
      feed.publish('connection');
    },
    register: (given) => askIn({ given, path: '/api/v1/auth/register', schema: registerRequestSchema }),
    login: (given) => askIn({ given, path: '/api/v1/auth/login', schema: loginRequestSchema }),
    logout: () =>
      alone(async () => {
        if (!session) return account();
        const left = goTo(undefined);
        left?.forget();
        await left?.sayGoodbye();
        return account();
      }),
    async devices() {
      const answer = await ask({ method: 'GET', path: '/api/v1/devices' });
      const found = answer.status === 200 ? devicesSchema.safeParse(answer.body) : undefined;
      if (!found?.success) throw refusalOf({ url: answer.url, answer });
      return { items: found.data.items.map((device) => ({ ...device, current: device.device_id === identity.deviceId })) };
    },
    async removeDevice(deviceId) {
      const answer = await ask({ method: 'DELETE', path: `/api/v1/devices/${encodeURIComponent(deviceId)}` });
      if (answer.status !== 204) throw refusalOf({ url: answer.url, answer });
      feed.publish('connection');
    },
    ask,
    embed: (body) => ask({ method: 'POST', path: '/api/v1/storage/vectors/embed', body }),
    async forgetSession(sessionId) {
      const answer = await ask({ method: 'DELETE', path: `/api/v1/sessions/${encodeURIComponent(sessionId)}` });
      const { url } = answer;
      // One that it never had, or that its retention took, is forgotten too.
      if (answer.status === 200 || answer.status === 202 || answer.status === 204 || isProblem404(answer))
        return { backend_url: url };
      throw refusalOf({ url, answer });
    },
  };
}

/** The backend's own word that there is no such thing: a stranger's 404 says nothing. */
function isProblem404({ status, body }: BackendAnswer): boolean {
  return status === 404 && problemSchema.safeParse(body).data?.code === 'not_found';
}

/** What is wrong with an address or a password, in a sentence. */
function faultOf(error: z.ZodError): string {
  return error.issues.some(({ path }) => path[0] === 'email')
    ? 'This is not an e-mail address.'
    : 'A password has 8 to 1,024 characters.';
}
