import type { Client, clientInsertSchema, clientUpdateSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { RuleList } from '#core/privacy/index.ts';
import type { OwnChanges } from '#core/journal/index.ts';
import { mentions, type AllWorkRows, type DeviceDatabase, type WorkReader } from '#core/storage/index.ts';
import { createOwnWrites, missingRow, type WorkWriter, type Written } from '#core/work/index.ts';
import type { ClientOverview } from '#rpc/clients.ts';
import { createClientWork } from './client-work.ts';

/** Clients as the user handles them, by name. */
export interface Clients {
  list(page: { search?: string | undefined; offset: number; limit: number }): { items: Client[]; total: number };
  /** @throws DeviceError `not_found` */
  overview(id: string): ClientOverview;
  create(data: z.infer<typeof clientInsertSchema>): Written<Client>;
  /** @throws DeviceError `not_found`, `conflict`, `constraint` for a client that would stand above itself */
  update(change: { id: string; revision?: number | undefined; updates: z.infer<typeof clientUpdateSchema> }): Written<Client>;
  /**
   * Its projects and the clients below it stay, without it. What its privacy rule covered is not covered any more until
   * an undo brings it back. @throws DeviceError `not_found`, `conflict`
   */
  remove(client: { id: string; revision?: number | undefined }): Written<{ ok: true }>;
}

export function createClients({
  database,
  rows,
  reader,
  writer,
  own,
  rules,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  own: OwnChanges;
  rules: Pick<RuleList, 'rule'>;
}): Clients {
  const work = createClientWork({ database, rows });
  const writes = createOwnWrites({ table: 'clients', writer, own });
  return {
    list({ search, offset, limit }) {
      const conditions = search?.trim() ? [mentions(search)] : [];
      const order = { field: 'name', descending: false };
      const { rows: items, total } = reader.select({ table: 'clients', conditions, order, offset, limit });
      return { items: items as Client[], total };
    },
    overview(id) {
      const client = rows.clients.entity(id) as Client | undefined;
      if (!client) throw missingRow({ table: 'clients', id });
      return { client, rule: rules.rule(id), ...work.of(id) };
    },
    create: writes.insert,
    update: writes.update,
    remove: writes.remove,
  };
}
