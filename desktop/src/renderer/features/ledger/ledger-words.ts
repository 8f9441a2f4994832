import type { TableName } from '@adiuva/shared-protocol';
import type { LedgerEntry } from '#rpc/privacy.ts';
import { bytesInWords, countInWords } from '#renderer/amounts.ts';
import { addDays, dayOf, startOfDay } from '#renderer/days/index.ts';

const rowWords: Readonly<Record<TableName, { one: string; many: string; name: string }>> = {
  tasks: { one: 'task', many: 'tasks', name: 'Tasks' },
  projects: { one: 'project', many: 'projects', name: 'Projects' },
  checkpoints: { one: 'checkpoint', many: 'checkpoints', name: 'Checkpoints' },
  notes: { one: 'note', many: 'notes', name: 'Notes' },
  taskComments: { one: 'comment', many: 'comments', name: 'Comments' },
  clients: { one: 'client', many: 'clients', name: 'Clients' },
};

/** The tables in the order in which one would look for them. */
export const ledgerTables = [
  'tasks',
  'projects',
  'clients',
  'checkpoints',
  'notes',
  'taskComments',
] as const satisfies TableName[];

export function tableName(table: TableName): string {
  return rowWords[table].name;
}

/** Rows of a table, or of several: `12 tasks`, `no notes`, `3 rows`. */
export function rowsInWords({ rows, table }: { rows: number; table?: TableName | undefined }): string {
  return countInWords({ count: rows, ...(table === undefined ? { one: 'row' } : rowWords[table]) });
}

const showWords: Readonly<Record<string, string>> = {
  'ui.navigate_to': 'Nothing of your work: to show you a screen',
  'ui.open_item': 'Nothing of your work: to show you a row',
  'ui.notify': 'Nothing of your work: to show you a notice',
};

/** What one answer carried: `12 tasks, 3.4 KB`; what was only shown here carried nothing. */
export function entryWords({ action, rows, table, bytes }: Pick<LedgerEntry, 'action' | 'rows' | 'table' | 'bytes'>): string {
  const shown = Object.hasOwn(showWords, action) ? showWords[action] : undefined;
  if (shown !== undefined) return shown;
  if (action === 'attachment') return `A file, ${bytesInWords(bytes)}`;
  const words = rowsInWords({ rows, table });
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}, ${bytesInWords(bytes)}`;
}

const actionWords: Readonly<Record<string, string>> = {
  select: 'Read as a list',
  get: 'Read one by one',
  insert: 'As it was created',
  update: 'As it was changed',
  delete: 'As it was deleted',
  vector_search: 'Found by meaning',
  attachment: 'As a file of your message',
};

/** Why it left, as far as the device did something for it. */
export function actionInWords(action: string): string {
  return Object.hasOwn(actionWords, action) ? (actionWords[action] ?? action) : action;
}

/** What the user's rules did to an answer; empty when they did nothing. */
export function ruleEffects({ withheld, replaced }: Pick<LedgerEntry, 'withheld' | 'replaced'>): string[] {
  return [
    ...(withheld > 0 ? [`${countInWords({ count: withheld, one: 'row' })} withheld`] : []),
    ...(replaced > 0 ? [`${countInWords({ count: replaced, one: 'value' })} replaced by pseudonyms`] : []),
  ];
}

/** Where it went: the backend's host, and the model behind it where it was named. */
export function whereTo({ destination, model }: Pick<LedgerEntry, 'destination' | 'model'>): string | undefined {
  const host = destination === undefined ? undefined : hostOf(destination);
  if (host === undefined) return model;
  return model === undefined ? host : `${host} · ${model}`;
}

/** An address without what every address has. */
export function hostOf(destination: string): string {
  const at = URL.canParse(destination) ? new URL(destination).host : '';
  return at === '' ? destination : at;
}

export type Period = 'today' | 'week' | 'month' | 'ever';
export const periodWords: Readonly<Record<Period, string>> = { today: 'Today', week: '7 days', month: '30 days', ever: 'Ever' };

const daysBefore: Readonly<Record<Exclude<Period, 'ever'>, number>> = { today: 0, week: 6, month: 29 };

/** When a period begins: whole days of the device's zone, today among them. Undefined: it has no beginning. */
export function sinceOf({ period, now, zone }: { period: Period; now: number; zone: string }): number | undefined {
  if (period === 'ever') return undefined;
  return startOfDay({ day: addDays(dayOf({ instant: now, zone }), -daysBefore[period]), zone });
}
