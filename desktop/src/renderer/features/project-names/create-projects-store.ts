import { createStore, type StoreApi } from 'zustand/vanilla';
import { concerns, type CoreConnection } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

export interface ProjectName {
  id: string;
  name: string;
  archived: boolean;
}

export interface ProjectsState {
  /** The names that are known, archived ones too. */
  byId: ReadonlyMap<string, ProjectName>;
  total: number;
}

export interface ProjectsStore {
  store: StoreApi<ProjectsState>;
  /** Active projects whose name matches, twenty at most. */
  find: (search: string) => Promise<{ items: readonly ProjectName[] } | { failure: Failure }>;
  create: (name: string) => Promise<{ id: string } | { failure: Failure }>;
  dispose: () => void;
}

const PAGE = 500;
/** Names held for showing. A project beyond them is still found by the picker, and shown by name once it was. */
const NAMES_HELD = 5_000;

/** Holds projects' names, so that a task can show its project's, and finds projects to pick. */
export function createProjectsStore({ core }: { core: CoreConnection }): ProjectsStore {
  const store = createStore<ProjectsState>(() => ({ byId: new Map(), total: 0 }));
  let reading = false;
  let again = false;

  async function read(): Promise<void> {
    const byId = new Map<string, ProjectName>();
    let total = 1;
    for (let offset = 0; offset < Math.min(total, NAMES_HELD); offset += PAGE) {
      const page = await core.rpc.projects.list({ offset, limit: PAGE, include_archived: true });
      total = page.total;
      for (const { id, name, status } of page.items) byId.set(id, { id, name, archived: status === 'archived' });
      if (page.items.length === 0) break;
    }
    store.setState({ byId, total });
  }

  function refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    read()
      .catch((error: unknown) => console.warn('Projects’ names could not be read; the known ones stay.', error))
      .finally(() => {
        reading = false;
        if (!again) return;
        again = false;
        refresh();
      });
  }

  const stop = core.onInvalidation((invalidation) => {
    if (concerns(invalidation, { topic: 'projects' })) refresh();
  });
  return {
    store,
    dispose: stop,
    create: async (name) => {
      try {
        const { id } = await core.rpc.projects.create({ name });
        store.setState(({ byId }) => ({ byId: new Map(byId).set(id, { id, name, archived: false }) }));
        return { id };
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
    find: async (search) => {
      const words = search.trim();
      try {
        const { items } = await core.rpc.projects.list({ offset: 0, limit: 20, ...(words === '' ? {} : { search: words }) });
        const found = items.map(({ id, name, status }) => ({ id, name, archived: status === 'archived' }));
        store.setState(({ byId }) => ({ byId: new Map([...byId, ...found.map((one) => [one.id, one] as const)]) }));
        return { items: found };
      } catch (error) {
        return { failure: failureOf(error) };
      }
    },
  };
}
