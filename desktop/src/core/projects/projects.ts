import type { Project, projectInsertSchema, projectUpdateSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { Clock } from '#core/clock.ts';
import type { OwnChanges } from '#core/journal/index.ts';
import { equals, mentions, type AllWorkRows, type DeviceDatabase, type WorkReader } from '#core/storage/index.ts';
import { createOwnWrites, missingRow, type WorkWriter, type Written } from '#core/work/index.ts';
import type { ProjectOverview, WorkTree } from '#rpc/projects.ts';
import { createProjectCounts } from './project-counts.ts';

/** Projects as the user handles them, by name. Archived ones only when asked for. */
export interface Projects {
  list(page: {
    search?: string | undefined;
    include_archived?: boolean | undefined;
    client_id?: string | undefined;
    offset: number;
    limit: number;
  }): { items: Project[]; total: number };
  /** Every client and project by name, with what is open in each. */
  tree(): WorkTree;
  /** @throws DeviceError `not_found` */
  overview(id: string): ProjectOverview;
  create(data: z.infer<typeof projectInsertSchema>): Written<Project>;
  /** @throws DeviceError `not_found`, `conflict`, `constraint` */
  update(change: { id: string; revision?: number | undefined; updates: z.infer<typeof projectUpdateSchema> }): Written<Project>;
  /**
   * Its checkpoints go with it, its tasks and notes stay without it. Undo brings all back.
   * @throws DeviceError `not_found`, `conflict`
   */
  remove(project: { id: string; revision?: number | undefined }): Written<{ ok: true }>;
}

export function createProjects({
  database,
  rows,
  reader,
  writer,
  own,
  clock,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  own: OwnChanges;
  clock: Clock;
}): Projects {
  const counts = createProjectCounts(database);
  const writes = createOwnWrites({ table: 'projects', writer, own });
  return {
    list({ search, include_archived: includeArchived, client_id: clientId, offset, limit }) {
      const conditions = [
        ...(includeArchived ? [] : [equals('status', 'active')]),
        ...(clientId === undefined ? [] : [equals('client_id', clientId)]),
        ...(search?.trim() ? [mentions(search)] : []),
      ];
      const order = { field: 'name', descending: false };
      const { rows: items, total } = reader.select({ table: 'projects', conditions, order, offset, limit });
      return { items: items as Project[], total };
    },
    tree: () => counts.tree(),
    overview(id) {
      const project = rows.projects.entity(id) as Project | undefined;
      if (!project) throw missingRow({ table: 'projects', id });
      const clientName = project.clientId === null ? undefined : rows.clients.label(project.clientId);
      return {
        project,
        ...(clientName === undefined ? {} : { client_name: clientName }),
        ...counts.ofProject({ id, now: clock.now() }),
      };
    },
    create: writes.insert,
    update: writes.update,
    remove: writes.remove,
  };
}
