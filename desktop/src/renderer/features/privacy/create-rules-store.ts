import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClientRule, RuledClient } from '#rpc/privacy.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore, withRow } from '#renderer/paging/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { ruleSetWords } from './rule-words.ts';

export interface RulesQuery {
  search: string;
}

export type RuledRow = RuledClient & { id: string };

export interface RulesStore {
  list: PagedStore<RuledRow, RulesQuery>;
  /** Rules that are on their way to the core, by client. */
  setting: StoreApi<{ byClient: ReadonlyMap<string, ClientRule> }>;
  search: (text: string) => void;
  setRule: (client: RuledClient, rule: ClientRule) => Promise<void>;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
}

const PAGE = 100;

/** Clients with the rule of each. */
export function createRulesStore({ core, notices }: AppPowers): RulesStore {
  const list = createPagedStore<RuledRow, RulesQuery>({
    query: { search: '' },
    pageSize: PAGE,
    fetchPage: async ({ query, offset, limit }) => {
      const { items, total } = await core.rpc.privacy.rules({
        offset,
        limit,
        ...(query.search === '' ? {} : { search: query.search }),
      });
      return { total, items: items.map((item) => ({ ...item, id: item.client_id })) };
    },
  });
  const setting = createStore<{ byClient: ReadonlyMap<string, ClientRule> }>(() => ({ byClient: new Map() }));
  const letGo = (clientId: string) =>
    setting.setState(({ byClient }) => {
      const left = new Map(byClient);
      left.delete(clientId);
      return { byClient: left };
    });

  async function setRule(client: RuledClient, rule: ClientRule): Promise<void> {
    const { client_id, rule: before } = client;
    if (before === rule || setting.getState().byClient.has(client_id)) return;
    setting.setState(({ byClient }) => ({ byClient: new Map(byClient).set(client_id, rule) }));
    try {
      const changed = await core.rpc.privacy.setRule({ client_id, rule });
      list.store.setState((state) => withRow(state, { ...changed, id: client_id }));
      // Clients below it may have taken its rule over.
      list.refresh();
      notices.show({
        text: ruleSetWords(changed),
        action: { label: 'Undo', run: () => void setRule(changed, before) },
      });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    } finally {
      letGo(client_id);
    }
  }

  return {
    list,
    setting,
    setRule,
    search: (text) => list.setQuery({ search: text.trim() }),
    follow: () => {
      list.refresh();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'privacy' }) || concerns(invalidation, { topic: 'clients' })) list.refresh();
      });
    },
  };
}
