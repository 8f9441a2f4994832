import { TABLE_NAMES, type TableName } from '@adiuva/shared-protocol';
import * as local from '@adiuva/drizzle/local';
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';

/** What SQLite keeps in a column of the six tables. */
export type SqlValue = string | number | null;

/** A row, or a part of one, by column names. It stays within storage and journal. */
export type StoredRow = Record<string, SqlValue>;

/** A column that holds the id of a row of `to`. `required`: the row cannot be without it. */
export interface Reference {
  column: string;
  to: TableName;
  required: boolean;
}

/** One of the user's six tables, as the wire names it and as SQLite keeps it. */
export interface WorkTable {
  name: TableName;
  /** Its name in SQLite, where `<sqlName>_fts` is its full-text index. */
  sqlName: string;
  table: SQLiteTable;
  /** Every column by its name in SQLite, in the order of the schema. */
  columns: ReadonlyMap<string, SQLiteColumn>;
  /** The schema's own key of each column. */
  keys: ReadonlyMap<string, string>;
  references: readonly Reference[];
  /** The column that names a row to the user. */
  label: string;
}

function workTable({
  name,
  table,
  sqlName,
  label,
  references = [],
}: Pick<WorkTable, 'name' | 'table' | 'sqlName' | 'label'> & { references?: readonly Reference[] }): WorkTable {
  const entries: [string, SQLiteColumn][] = Object.entries(getTableColumns(table));
  return {
    name,
    table,
    sqlName,
    label,
    references,
    columns: new Map(entries.map(([, column]) => [column.name, column])),
    keys: new Map(entries.map(([key, column]) => [column.name, key])),
  };
}

export const workTables: Record<TableName, WorkTable> = {
  tasks: workTable({
    name: 'tasks',
    table: local.tasks,
    sqlName: 'tasks',
    label: 'title',
    references: [{ column: 'project_id', to: 'projects', required: false }],
  }),
  projects: workTable({
    name: 'projects',
    table: local.projects,
    sqlName: 'projects',
    label: 'name',
    references: [{ column: 'client_id', to: 'clients', required: false }],
  }),
  checkpoints: workTable({
    name: 'checkpoints',
    table: local.checkpoints,
    sqlName: 'checkpoints',
    label: 'title',
    references: [{ column: 'project_id', to: 'projects', required: true }],
  }),
  notes: workTable({
    name: 'notes',
    table: local.notes,
    sqlName: 'notes',
    label: 'title',
    references: [{ column: 'project_id', to: 'projects', required: false }],
  }),
  taskComments: workTable({
    name: 'taskComments',
    table: local.taskComments,
    sqlName: 'task_comments',
    label: 'content',
    references: [{ column: 'task_id', to: 'tasks', required: true }],
  }),
  clients: workTable({
    name: 'clients',
    table: local.clients,
    sqlName: 'clients',
    label: 'name',
    references: [{ column: 'parent_id', to: 'clients', required: false }],
  }),
};

/** @throws Error for a column that the table has not: a mistake of ours. */
export function columnOf(table: WorkTable, name: string): SQLiteColumn {
  const column = table.columns.get(name);
  if (!column) throw new Error(`${table.sqlName} has no column ${name}`);
  return column;
}

/** What may hang on a row of `table`: the tables and columns that refer to it. */
export function dependants(table: TableName): { table: WorkTable; reference: Reference }[] {
  return TABLE_NAMES.flatMap((name) =>
    workTables[name].references
      .filter((reference) => reference.to === table)
      .map((reference) => ({ table: workTables[name], reference })),
  );
}

/** Whether a string is the wire name of one of the six tables; nothing inherited is. */
export function isTableName(name: unknown): name is TableName {
  return TABLE_NAMES.some((known) => known === name);
}

const bySqlName = new Map(Object.values(workTables).map((table) => [table.sqlName, table]));

/** The table of a name in SQLite. @throws Error for any other name: only our own names are looked up. */
export function tableOfSqlName(sqlName: string): WorkTable {
  const table = bySqlName.get(sqlName);
  if (!table) throw new Error(`there is no table ${sqlName}`);
  return table;
}
