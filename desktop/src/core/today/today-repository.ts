import type { Task } from '@adiuva/shared-protocol';
import type { AllWorkRows, DeviceDatabase } from '#core/storage/index.ts';
import type { PlacedTask, Today } from '#rpc/today.ts';

/** What counts on a day, read by statements that end early: a page must not wait because there is much. */
export interface TodayRepository {
  read(day: { day: string; from: number; until: string }): Omit<Today, 'day'>;
}

const SHOWN = 50;

interface Named {
  id: string;
  project_name: string | null;
  client_name: string | null;
}

export function createTodayRepository({
  database: {
    db: { $client: sqlite },
  },
  rows,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
}): TodayRepository {
  // The indexes are named: without figures of how many rows there are, SQLite would read every overdue row whole.
  const open = `tasks.status in ('todo', 'in_progress')`;
  function some({ index, where, order }: { index: string; where: string; order: string }) {
    const items = sqlite.prepare<{ day: string; from: number; limit: number }, Named>(`
      select tasks.id, projects.name as project_name, clients.name as client_name
      from (select row_key from tasks indexed by ${index} where ${where} order by ${order} limit +@limit) as page
      join tasks on tasks.row_key = page.row_key
      left join projects on projects.id = tasks.project_id left join clients on clients.id = projects.client_id
      order by ${order}
    `);
    const count = sqlite
      .prepare<{ day: string; from: number }, number>(`select count(*) from tasks indexed by ${index} where ${where}`)
      .pluck();
    return (given: { day: string; from: number }): { items: PlacedTask[]; total: number } => {
      const found = items.all({ ...given, limit: SHOWN }).flatMap(({ id, ...names }) => {
        const task = rows.tasks.entity(id) as Task | undefined;
        return task ? [{ ...task, ...names }] : [];
      });
      return { items: found, total: found.length < SHOWN ? found.length : (count.get(given) ?? 0) };
    };
  }
  const overdue = some({
    index: 'tasks_lists',
    where: `${open} and due_day < +@day`,
    order: 'tasks.due_day, tasks.due_time, tasks.row_key',
  });
  const due = some({
    index: 'tasks_due',
    where: `${open} and due_day = +@day`,
    order: 'tasks.due_time, tasks.position, tasks.row_key',
  });
  const waiting = some({
    index: 'tasks_lists',
    where: `${open} and owed_by = 'theirs'`,
    order: 'tasks.created_at, tasks.row_key',
  });
  const done = some({
    index: 'tasks_completed',
    where: `completed_at >= +@from and status = 'done'`,
    order: 'tasks.completed_at desc, tasks.row_key',
  });
  const next = sqlite.prepare<{ day: string; until: string }, { id: string; project_name: string }>(`
    select checkpoints.id, projects.name as project_name from checkpoints
    join projects on projects.id = checkpoints.project_id and projects.status = 'active'
    where checkpoints.day >= +@day and checkpoints.day < +@until order by checkpoints.day, checkpoints.time
  `);

  return {
    read({ day, from, until }) {
      const given = { day, from };
      const coming = next.all({ day, until });
      const checkpoints = coming.slice(0, SHOWN).flatMap(({ id, project_name: projectName }) => {
        const row = rows.checkpoints.entity(id);
        return row ? [{ ...(row as Today['checkpoints']['items'][number]), project_name: projectName }] : [];
      });
      return {
        overdue: overdue(given),
        due: due(given),
        waiting: waiting(given),
        done: done(given),
        checkpoints: { items: checkpoints, total: coming.length },
      };
    },
  };
}
