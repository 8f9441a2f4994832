import { EMBEDDING_SIZE, tables, type TableName, type ToolAction } from '@adiuva/shared-protocol';
import { z } from 'zod';
import type { ConnectedCore } from './open-core.ts';

type Call = { action: string; table: string } & Record<string, unknown>;
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** One row of each table, made by the user, all hanging together. */
export type WorkIds = Record<TableName, string>;

/** Rows that the user made, which the wire may read, change and ask to delete. */
export async function makeRows({ rpc, socket }: Pick<ConnectedCore, 'rpc' | 'socket'>, runId: string): Promise<WorkIds> {
  const { id: clients } = await rpc.clients.create({ name: 'Acme' });
  const { id: projects } = await rpc.projects.create({ name: 'Site', clientId: clients });
  const { id: tasks } = await rpc.tasks.create({ title: 'Plan', description: 'Long', projectId: projects });
  const made: Partial<WorkIds> = { clients, projects, tasks };
  for (const table of ['checkpoints', 'notes', 'taskComments'] as const) {
    const data = sampleOf({ schema: z.toJSONSchema(tables[table].insert, { io: 'input' }), ids: made });
    const { row } = await socket.call({ id: `make-${table}`, run_id: runId, action: 'insert', table, data });
    made[table] = (row as { id: string }).id;
  }
  return made as WorkIds;
}

/** As a model gives them: 1536 numbers of length one. */
export const anyVector: number[] = Array.from({ length: EMBEDDING_SIZE }, (_, at) => (at === 7 ? 1 : 0));

const references: Record<string, TableName> = {
  projectId: 'projects',
  clientId: 'clients',
  taskId: 'tasks',
  parentId: 'clients',
};

/** A value that a schema takes, for every field that it has. */
function sampleOf({ schema, ids, name = '' }: { schema: JsonSchema; ids: Partial<WorkIds>; name?: string }): unknown {
  const reference = references[name];
  if (reference) return ids[reference] ?? null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return sampleOf({ schema: options[0] as JsonSchema, ids, name });
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          // A client may not stand above itself.
          .filter(([key]) => key !== 'parentId')
          .map(([key, value]) => [key, sampleOf({ schema: value as JsonSchema, ids, name: key })]),
      );
    case 'array':
      return ['Anna'];
    case 'integer':
    case 'number':
      return 1_700_000_000_000;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return `sample ${name}`;
  }
}

/** What a schema of the wire takes, with every field set. */
export function sampleFields({
  table,
  of,
  ids,
}: {
  table: TableName;
  of: 'insert' | 'update' | 'filters';
  ids: WorkIds;
}): object {
  const schema = z.toJSONSchema(tables[table][of], { io: 'input' });
  return sampleOf({ schema, ids }) as object;
}

/**
 * A call that the schema takes, for any action on any table. An action that is new to the protocol gets the shape that
 * most have, until it says otherwise here.
 */
export function validCall({ action, table, ids }: { action: ToolAction; table: TableName; ids: WorkIds }): Call {
  switch (action) {
    case 'select':
      return { action, table };
    case 'insert':
      return { action, table, data: sampleFields({ table, of: 'insert', ids }) };
    case 'update':
      return { action, table, data: { id: ids[table], updates: sampleFields({ table, of: 'update', ids }) } };
    case 'vector_upsert':
      return { action, table, data: { id: ids.notes }, vector: anyVector, model: 'offline:rules' };
    case 'vector_search':
      return { action, table, vector: anyVector, model: 'offline:rules' };
    case 'ui.navigate_to':
      return { action, table, data: { screen: 'tasks' } };
    case 'ui.open_item':
      return { action, table, data: { table, id: ids[table] } };
    case 'ui.notify':
      return { action, table, data: { text: 'Hello' } };
    case 'list_directory':
    case 'read_file_content':
      return { action, table, data: { path: '/etc/passwd' } };
    default:
      return { action, table, data: { id: ids[table] } };
  }
}
