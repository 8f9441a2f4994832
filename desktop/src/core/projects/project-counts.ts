import { toDeviceDay, type DeviceDatabase } from '#core/storage/index.ts';
import type { ProjectOverview, WorkTree } from '#rpc/projects.ts';

type Counts = Omit<ProjectOverview, 'project' | 'client_name'>;
type TreeClient = WorkTree['clients'][number];
type TreeProject = WorkTree['projects'][number];

/** What hangs on projects, counted for all of them in one query each. */
export interface ProjectCounts {
  tree(): WorkTree;
  /** `now`: what is due before its day is overdue. */
  ofProject(asked: { id: string; now: number }): Counts;
}

export function createProjectCounts({ db: { $client: sqlite } }: DeviceDatabase): ProjectCounts {
  const clients = sqlite.prepare<[], TreeClient>('select id, parent_id, name from clients order by name collate nocase, row_key');
  // One look at every task is quicker than an index that leads to two thirds of them.
  const projects = sqlite.prepare<[], TreeProject>(`
    select id, client_id, name, status, coalesce(counted.open, 0) as open
    from projects left join (
      select project_id, count(*) as open from tasks not indexed
      where status <> 'done' and project_id is not null group by project_id
    ) as counted on counted.project_id = projects.id
    order by name collate nocase, row_key
  `);
  const ofProject = sqlite.prepare<{ id: string; today: string }, Counts>(`
    select
      coalesce(sum(status <> 'done'), 0) as open_tasks,
      coalesce(sum(status = 'done'), 0) as done_tasks,
      coalesce(sum(status <> 'done' and due_day < @today), 0) as overdue_tasks,
      (select count(*) from checkpoints where project_id = +@id) as checkpoints,
      (select count(*) from notes where project_id = +@id) as notes
    from tasks where project_id = +@id
  `);
  const none: Counts = { open_tasks: 0, done_tasks: 0, overdue_tasks: 0, checkpoints: 0, notes: 0 };
  return {
    tree: () => ({ clients: clients.all(), projects: projects.all() }),
    ofProject: ({ id, now }) => ofProject.get({ id, today: toDeviceDay(now).day }) ?? none,
  };
}
