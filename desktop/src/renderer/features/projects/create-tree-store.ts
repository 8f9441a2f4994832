import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkTree } from '#rpc/projects.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface TreeState {
  /** Undefined until it was read. */
  tree: WorkTree | undefined;
  failure: Failure | undefined;
  search: string;
  folded: ReadonlySet<string>;
}

/** Clients and projects as a tree, and what the user does with them there. */
export interface TreeStore {
  store: StoreApi<TreeState>;
  search: (text: string) => void;
  fold: (key: string) => void;
  refresh: () => void;
  createClient: (client: { name: string; parentId: string | null }) => Promise<string | undefined>;
  createProject: (project: { name: string; clientId: string | null }) => Promise<string | undefined>;
  changeClient: (change: { id: string; updates: ClientUpdates; text: string }) => Promise<boolean>;
  changeProject: (change: { id: string; updates: ProjectUpdates; text: string }) => Promise<boolean>;
  removeClient: (client: { id: string; name: string }) => Promise<boolean>;
  removeProject: (project: { id: string; name: string }) => Promise<boolean>;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
}

type ClientUpdates = { name?: string; industry?: string | null; parentId?: string | null };
type ProjectUpdates = { name?: string; clientId?: string | null; status?: 'active' | 'archived'; aiSummary?: string | null };

const FOLDED_KEY = 'adiuva.projects.folded';

function recallFolded(memory: AppPowers['memory']): ReadonlySet<string> {
  return new Set((memory.getItem(FOLDED_KEY) ?? '').split('\n').filter(Boolean));
}

export function createTreeStore({ core, notices, undo, memory }: AppPowers): TreeStore {
  const store = createStore<TreeState>(() => ({
    tree: undefined,
    failure: undefined,
    search: '',
    folded: recallFolded(memory),
  }));
  const reading = { now: false, again: false };

  async function read(): Promise<void> {
    try {
      store.setState({ tree: await core.rpc.projects.tree(), failure: undefined });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  }
  async function readAll(): Promise<void> {
    reading.now = true;
    do {
      reading.again = false;
      await read();
    } while (reading.again);
    reading.now = false;
  }
  function refresh(): void {
    if (reading.now) reading.again = true;
    else void readAll();
  }

  /** Does something, says so, and tells how to take it back; what was refused is said too. */
  async function act<Result extends { change_ids: string[] }>(
    text: string,
    write: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await undo.act({ write, tell: () => ({ text }) });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      return undefined;
    }
  }

  return {
    store,
    refresh,
    search: (search) => store.setState({ search }),
    fold: (key) =>
      store.setState(({ folded }) => {
        const next = new Set(folded);
        if (!next.delete(key)) next.add(key);
        memory.setItem(FOLDED_KEY, [...next].join('\n'));
        return { folded: next };
      }),
    createClient: async (client) => (await act(`Created the client “${client.name}”`, () => core.rpc.clients.create(client)))?.id,
    createProject: async (project) =>
      (await act(`Created the project “${project.name}”`, () => core.rpc.projects.create(project)))?.id,
    changeClient: async ({ text, ...change }) => (await act(text, () => core.rpc.clients.update(change))) !== undefined,
    changeProject: async ({ text, ...change }) => (await act(text, () => core.rpc.projects.update(change))) !== undefined,
    removeClient: async ({ id, name }) =>
      (await act(`Deleted the client “${name}”`, () => core.rpc.clients.remove({ id }))) !== undefined,
    removeProject: async ({ id, name }) =>
      (await act(`Deleted the project “${name}”`, () => core.rpc.projects.remove({ id }))) !== undefined,
    follow: () => {
      refresh();
      return core.onInvalidation((invalidation) => {
        const topics = ['clients', 'projects', 'tasks'] as const;
        if (topics.some((topic) => concerns(invalidation, { topic }))) refresh();
      });
    },
  };
}
