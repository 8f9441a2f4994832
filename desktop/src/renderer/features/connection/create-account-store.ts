import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Account, Device } from '#rpc/connection.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import {
  addressOf,
  type ConnectDraft,
  type ConnectProblems,
  type ConnectWay,
  fieldOf,
  problemsOf,
} from './connect-form-state.ts';

export interface AccountState {
  account: Account | undefined;
  failure: Failure | undefined;
  /** Of the account, this one among them; undefined until they were read. */
  devices: readonly Device[] | undefined;
  devicesFailure: Failure | undefined;
  doing: 'nothing' | 'connecting' | 'leaving' | 'removing';
}

export interface AccountStore {
  store: StoreApi<AccountState>;
  refresh: () => void;
  /** Logs in or registers. Answers what is wrong: nothing, when it is done. */
  connect: (request: { draft: ConnectDraft; way: ConnectWay }) => Promise<ConnectProblems & { form?: string }>;
  leave: () => Promise<void>;
  /** Answers why it was not done; undefined when it was. */
  remove: (deviceId: string) => Promise<string | undefined>;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
}

/** The backend that this device is with, and the devices of its account. */
export function createAccountStore({ core, notices }: AppPowers): AccountStore {
  const store = createStore<AccountState>(() => ({
    account: undefined,
    failure: undefined,
    devices: undefined,
    devicesFailure: undefined,
    doing: 'nothing',
  }));
  let generation = 0;

  async function read(): Promise<void> {
    generation += 1;
    const current = generation;
    try {
      const account = await core.rpc.connection.account();
      if (current !== generation) return;
      store.setState({ account, failure: undefined });
      if (account.kind === 'none') return store.setState({ devices: undefined, devicesFailure: undefined });
    } catch (error) {
      if (current === generation) store.setState({ failure: failureOf(error) });
      return;
    }
    try {
      const { items } = await core.rpc.connection.devices();
      if (current === generation) store.setState({ devices: items, devicesFailure: undefined });
    } catch (error) {
      if (current === generation) store.setState({ devicesFailure: failureOf(error) });
    }
  }

  function took(account: Account) {
    store.setState({ account, devices: undefined, devicesFailure: undefined });
    void read();
  }

  return {
    store,
    refresh: () => void read(),
    connect: async ({ draft, way }) => {
      const problems = problemsOf({ draft, way });
      const address = addressOf(draft.address);
      if (Object.keys(problems).length > 0 || address === undefined) return problems;
      store.setState({ doing: 'connecting' });
      try {
        took(await core.rpc.connection[way]({ backend_url: address, email: draft.email.trim(), password: draft.password }));
        return {};
      } catch (error) {
        const failure = failureOf(error);
        return { [fieldOf({ failure, way }) ?? 'form']: failure.sentence };
      } finally {
        store.setState({ doing: 'nothing' });
      }
    },
    leave: async () => {
      store.setState({ doing: 'leaving' });
      try {
        const account = await core.rpc.connection.logout();
        took(account);
        notices.show({ text: account.kind === 'own' ? 'Logged out. Answers come from your own backend again.' : 'Logged out.' });
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      } finally {
        store.setState({ doing: 'nothing' });
      }
    },
    remove: async (deviceId) => {
      store.setState({ doing: 'removing' });
      try {
        await core.rpc.connection.removeDevice({ device_id: deviceId });
        notices.show({ text: 'The device is removed.' });
        void read();
        return undefined;
      } catch (error) {
        return failureOf(error).sentence;
      } finally {
        store.setState({ doing: 'nothing' });
      }
    },
    follow: () => {
      void read();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'connection' })) void read();
      });
    },
  };
}
