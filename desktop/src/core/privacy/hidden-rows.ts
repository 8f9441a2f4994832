import type { TableName } from '@adiuva/shared-protocol';
import { sql, type SQL } from 'drizzle-orm';
import type { Condition, DeviceDatabase } from '#core/storage/index.ts';
import type { HiddenClients } from './client-rules.ts';

const hiddenClients = sql`(select value from json_each(${sql.placeholder('hidden_clients')}))`;
const hiddenProjects = sql`(select hidden.id from projects as hidden where hidden.client_id in ${hiddenClients})`;

/** Whether a row of a table belongs to a hidden client, as SQL on the table's own columns. */
const isHidden: Record<TableName, SQL> = {
  clients: sql`clients.id in ${hiddenClients}`,
  projects: sql`(projects.client_id is not null and projects.client_id in ${hiddenClients})`,
  tasks: sql`(tasks.project_id is not null and tasks.project_id in ${hiddenProjects})`,
  checkpoints: sql`checkpoints.project_id in ${hiddenProjects}`,
  notes: sql`(notes.project_id is not null and notes.project_id in ${hiddenProjects})`,
  taskComments: sql`exists (
    select 1 from tasks as above where above.id = task_comments.task_id and above.project_id in ${hiddenProjects}
  )`,
};

/** What leaves the rows of hidden clients out of a query, or (`only`) everything else. */
export function hiddenRowsCondition({
  table,
  hidden,
  only = false,
}: {
  table: TableName;
  hidden: HiddenClients;
  only?: boolean;
}): Condition {
  return {
    shape: only ? 'hidden' : 'seen',
    sql: () => (only ? isHidden[table] : sql`not ${isHidden[table]}`),
    parameters: { hidden_clients: hidden.json },
  };
}

const clientIds: Record<TableName, string> = {
  clients: 'select each.value as client_id from json_each(?) as each',
  projects: 'select projects.client_id from json_each(?) as each join projects on projects.id = each.value',
  tasks: `select projects.client_id from json_each(?) as each join tasks on tasks.id = each.value
    join projects on projects.id = tasks.project_id`,
  checkpoints: `select projects.client_id from json_each(?) as each join checkpoints on checkpoints.id = each.value
    join projects on projects.id = checkpoints.project_id`,
  notes: `select projects.client_id from json_each(?) as each join notes on notes.id = each.value
    join projects on projects.id = notes.project_id`,
  taskComments: `select projects.client_id from json_each(?) as each join task_comments on task_comments.id = each.value
    join tasks on tasks.id = task_comments.task_id join projects on projects.id = tasks.project_id`,
};

/** Counts rows by the client that they belong to; undefined when to none. */
export function createClientCounter({
  db,
}: DeviceDatabase): (read: { table: TableName; ids: readonly string[] }) => ReadonlyMap<string, number> | undefined {
  const statements = Object.fromEntries(
    Object.entries(clientIds).map(([table, ids]) => [
      table,
      db.$client.prepare<[string], { client_id: string; rows: number }>(
        `select client_id, count(*) as rows from (${ids}) where client_id is not null group by client_id`,
      ),
    ]),
  );
  return ({ table, ids }) => {
    if (ids.length === 0) return undefined;
    const found = statements[table]?.all(JSON.stringify(ids)) ?? [];
    return found.length === 0 ? undefined : new Map(found.map(({ client_id: id, rows }) => [id, rows]));
  };
}
