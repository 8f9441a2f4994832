import type { Client, clientInsertSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { mentions, type WorkReader } from '#core/storage/index.ts';
import type { WorkWriter } from '#core/work/index.ts';

/** Clients as the user handles them, by name. */
export interface Clients {
  list(page: { search?: string | undefined; offset: number; limit: number }): { items: Client[]; total: number };
  create(data: z.infer<typeof clientInsertSchema>): Client;
}

export function createClients({ reader, writer }: { reader: WorkReader; writer: WorkWriter }): Clients {
  return {
    list({ search, offset, limit }) {
      const conditions = search?.trim() ? [mentions(search)] : [];
      const order = { field: 'name', descending: false };
      const { rows, total } = reader.select({ table: 'clients', conditions, order, offset, limit });
      return { items: rows as Client[], total };
    },
    create: (data) => writer.insert({ table: 'clients', data, actor: { kind: 'human' } }) as Client,
  };
}
