import type { Row, TableName } from '@adiuva/shared-protocol';

/** The fields in which people write. No id, no word of a closed list, no instant is one. */
const written: Record<TableName, readonly string[]> = {
  tasks: ['title', 'description', 'assignee', 'externalId'],
  projects: ['name', 'aiSummary', 'externalId'],
  checkpoints: ['title', 'externalId'],
  notes: ['title', 'content', 'externalId'],
  taskComments: ['content', 'externalId'],
  clients: ['name', 'industry', 'externalId'],
};

const incomingFields: ReadonlySet<string> = new Set([...Object.values(written).flat(), 'search']);

/** Changes every string of a value, however deep; keys stay. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}

/** A row with its written texts changed. */
export function mapRow({ table, row, change }: { table: TableName; row: Row; change: (text: string) => string }): Row {
  const texts = Object.entries(row).filter(([field]) => written[table].includes(field));
  return { ...row, ...Object.fromEntries(texts.map(([field, value]) => [field, mapStrings(value, change)])) };
}

/** A call's data or filters with its written texts changed. Ids stay: what is not one of ours must not become a word. */
export function mapIncoming(data: object, change: (text: string) => string): object {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, incomingFields.has(field) ? mapStrings(value, change) : value]),
  );
}
