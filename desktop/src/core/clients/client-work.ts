import type { Task } from '@adiuva/shared-protocol';
import type { AllWorkRows, DeviceDatabase } from '#core/storage/index.ts';
import type { ClientOverview } from '#rpc/clients.ts';

type Work = Omit<ClientOverview, 'client' | 'rule'>;

const OWED_SHOWN = 50;

/** What hangs on a client, and what goes on for it and for those below it. */
export interface ClientWork {
  of(clientId: string): Work;
}

export function createClientWork({
  database: {
    db: { $client: sqlite },
  },
  rows,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
}): ClientWork {
  const counts = sqlite.prepare<{ id: string }, { projects: number; sub_clients: number }>(`
    select (select count(*) from projects where client_id = +@id) as projects,
           (select count(*) from clients where parent_id = +@id) as sub_clients
  `);
  // `union` ends what would go round in a circle; `cross` and `+` keep to this way through the tables.
  const open = `
    with recursive below (id) as (
      select @id union select clients.id from clients join below on clients.parent_id = below.id
    )
    select %what% from below cross join projects on projects.client_id = below.id
    cross join tasks on tasks.project_id = projects.id where +tasks.status <> 'done'
  `;
  const sums = sqlite.prepare<{ id: string }, { open: number; owed: number }>(
    open.replace('%what%', `count(*) as open, coalesce(sum(tasks.owed_by = 'theirs'), 0) as owed`),
  );
  const owed = sqlite
    .prepare<{ id: string; limit: number }, string>(
      `${open.replace('%what%', 'tasks.id')} and tasks.owed_by = 'theirs'
       order by tasks.due_day is null, tasks.due_day, tasks.due_time, tasks.position limit +@limit`,
    )
    .pluck();
  return {
    of(id) {
      const { open: openTasks, owed: total } = sums.get({ id }) ?? { open: 0, owed: 0 };
      const tasks = total === 0 ? [] : owed.all({ id, limit: OWED_SHOWN });
      const items = tasks.map((task) => rows.tasks.entity(task)).filter((task) => task !== undefined) as Task[];
      return {
        ...(counts.get({ id }) ?? { projects: 0, sub_clients: 0 }),
        open_tasks: openTasks,
        owed: { items, total },
      };
    },
  };
}
