import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import { mentions, type AllWorkRows, type WorkReader } from '#core/storage/index.ts';
import type { ClientRule, RuledClient } from '#rpc/privacy.ts';
import { isStricter, type ClientRules } from './client-rules.ts';

/** The user's clients with the rules that count for them, and the user's own hand on these. No frame comes here. */
export interface RuleList {
  /** By name. */
  rules(page: { search?: string | undefined; offset: number; limit: number }): { items: RuledClient[]; total: number };
  /** @throws DeviceError `not_found` */
  rule(clientId: string): RuledClient;
  /** @throws DeviceError `not_found` */
  setRule(change: { client_id: string; rule: ClientRule }): RuledClient;
}

export function createRuleList({
  rules,
  rows,
  reader,
  clock,
  feed,
}: {
  rules: ClientRules;
  rows: AllWorkRows;
  reader: WorkReader;
  clock: Clock;
  feed: ChangeFeed;
}): RuleList {
  /** The name of the nearest client above that has this rule itself. */
  function sourceOf(clientId: string, rule: ClientRule): string {
    const seen = new Set<string>();
    let at = rows.clients.stored(clientId)?.['parent_id'];
    while (typeof at === 'string' && !seen.has(at)) {
      seen.add(at);
      const above = rows.clients.stored(at);
      if (rules.own(at) === rule) return String(above?.['name'] ?? '');
      at = above?.['parent_id'];
    }
    return '';
  }

  function ruled({ id, name }: { id: string; name: string }): RuledClient {
    const own = rules.own(id);
    const counts = rules.ruled().get(id)?.rule;
    const isInherited = counts !== undefined && isStricter(counts, own);
    return {
      client_id: id,
      name,
      rule: own ?? 'none',
      ...(isInherited ? { inherited: { rule: counts, from: sourceOf(id, counts) } } : {}),
    };
  }

  function nameOf(clientId: string): string {
    const name = rows.clients.stored(clientId)?.['name'];
    if (typeof name !== 'string') throw new DeviceError('not_found', 'This client is not there any more.');
    return name;
  }

  return {
    rules({ search, offset, limit }) {
      const conditions = search?.trim() ? [mentions(search)] : [];
      const order = { field: 'name', descending: false };
      const found = reader.select({ table: 'clients', conditions, order, offset, limit });
      return { items: found.rows.map((row) => ruled({ id: row.id, name: 'name' in row ? row.name : '' })), total: found.total };
    },
    rule: (clientId) => ruled({ id: clientId, name: nameOf(clientId) }),
    setRule({ client_id: clientId, rule }) {
      const name = nameOf(clientId);
      rules.set({ clientId, rule: rule === 'none' ? undefined : rule, at: clock.now() });
      feed.publish('privacy');
      return ruled({ id: clientId, name });
    },
  };
}
