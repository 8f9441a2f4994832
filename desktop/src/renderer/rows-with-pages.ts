const tables: ReadonlySet<string> = new Set(['tasks', 'projects', 'clients', 'checkpoints', 'notes']);

/** Whether the app has a place that shows a row of a table; a checkpoint stands on its project's page. */
export function hasPage(table: string): boolean {
  return tables.has(table);
}
