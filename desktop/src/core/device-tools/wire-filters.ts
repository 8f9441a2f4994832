import { tables, type TableName } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import { equals, isOneOf, lists, mentions, within, type Condition, type Order } from '#core/storage/index.ts';
import { hasOwnProto, schemaFault } from './schema-fault.ts';

type Build = (value: never) => Condition;

const dueBound =
  (bound: 'from' | 'to') =>
  (instant: number): Condition =>
    within({ day: 'due_day', time: 'due_time', bound, instant });
const dateBound =
  (bound: 'from' | 'to') =>
  (instant: number): Condition =>
    within({ day: 'day', time: 'time', bound, instant });
const same =
  (column: string) =>
  (value: string): Condition =>
    equals(column, value);

/** What each filter of PROTOCOL 3 means, by table. Their values have passed the table's schema. */
const builders: Record<TableName, Record<string, Build>> = {
  tasks: {
    projectId: same('project_id'),
    status: same('status'),
    priority: same('priority'),
    assignee: (name: string) => lists('assignee', name),
    owedBy: same('owed_by'),
    dueDateFrom: dueBound('from'),
    dueDateTo: dueBound('to'),
  },
  projects: { clientId: same('client_id'), status: same('status') },
  checkpoints: { projectId: same('project_id'), dateFrom: dateBound('from'), dateTo: dateBound('to') },
  notes: { projectId: same('project_id') },
  taskComments: { taskId: same('task_id') },
  clients: { parentId: same('parent_id') },
};

/**
 * A call's filters as conditions.
 * @throws DeviceError `invalid_filter` for an unknown key, an own `__proto__`, or a value of the wrong type.
 */
export function readFilters({ table, filters }: { table: TableName; filters: object }): {
  conditions: Condition[];
  order: Order | undefined;
} {
  if (hasOwnProto(filters)) throw new DeviceError('invalid_filter', `"__proto__" is no filter of ${table}.`);
  const parsed = tables[table].filters.safeParse(filters);
  if (!parsed.success) {
    const known = Object.keys(tables[table].filters.shape).join(', ');
    throw new DeviceError('invalid_filter', `${schemaFault(parsed.error)} Filters of ${table}: ${known}.`);
  }
  const { search, orderBy, ...rest } = parsed.data;
  const conditions: Condition[] = [];
  for (const [key, value] of Object.entries(rest)) {
    const build = builders[table][key];
    // The schema has checked that the value is what its builder takes.
    if (build && value !== undefined) conditions.push(build(value as never));
  }
  if (
    table === 'projects' &&
    !('status' in rest && rest.status !== undefined) &&
    !('includeArchived' in rest && rest.includeArchived)
  )
    conditions.push(isOneOf('status', ['active']));
  if (search !== undefined) conditions.push(mentions(search));
  const order = orderBy === undefined ? undefined : { field: orderBy.replace(/^-/, ''), descending: orderBy.startsWith('-') };
  return { conditions, order };
}
