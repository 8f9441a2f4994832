import type { Project, projectInsertSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { equals, mentions, type WorkReader } from '#core/storage/index.ts';
import type { WorkWriter } from '#core/work/index.ts';

/** Projects as the user handles them, by name. Archived ones only when asked for. */
export interface Projects {
  list(page: { search?: string | undefined; include_archived?: boolean | undefined; offset: number; limit: number }): {
    items: Project[];
    total: number;
  };
  create(data: z.infer<typeof projectInsertSchema>): Project;
  /** Its checkpoints go with it, its tasks and notes stay without it. Undo brings all back. @throws DeviceError `not_found` */
  remove(id: string): void;
}

export function createProjects({ reader, writer }: { reader: WorkReader; writer: WorkWriter }): Projects {
  const human = { kind: 'human' } as const;
  return {
    list({ search, include_archived: includeArchived, offset, limit }) {
      const conditions = [
        ...(includeArchived ? [] : [equals('status', 'active')]),
        ...(search?.trim() ? [mentions(search)] : []),
      ];
      const order = { field: 'name', descending: false };
      const { rows, total } = reader.select({ table: 'projects', conditions, order, offset, limit });
      return { items: rows as Project[], total };
    },
    create: (data) => writer.insert({ table: 'projects', data, actor: human }) as Project,
    remove(id) {
      writer.remove({ table: 'projects', id, actor: human });
    },
  };
}
