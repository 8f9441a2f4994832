import type { DeviceDatabase } from '#core/storage/index.ts';

/** Numbers that change with every write of what they stand for, and go back when that write is taken back. */
export interface ChangeMarks {
  /** Of the clients, and of the rules that are set for them. */
  clients(): number;
  pseudonyms(): number;
}

const watched = [
  ['clients', 'insert', 'clients'],
  ['clients', 'delete', 'clients'],
  ['clients', 'update of id, parent_id, name', 'clients'],
  ['client_rules', 'insert', 'clients'],
  ['client_rules', 'delete', 'clients'],
  ['client_rules', 'update', 'clients'],
  ['pseudonyms', 'insert', 'pseudonyms'],
  ['pseudonyms', 'delete', 'pseudonyms'],
  ['pseudonyms', 'update', 'pseudonyms'],
] as const;

/**
 * Kept by SQLite itself, in this connection alone: a mark is right inside of a transaction, after it, and after it was
 * rolled back, whoever wrote. Marks are random, so that a number that was rolled back does not come again.
 */
export function createChangeMarks({ db: { $client: sqlite } }: DeviceDatabase): ChangeMarks {
  sqlite.exec('create temp table privacy_marks (clients integer not null, pseudonyms integer not null)');
  sqlite.exec('insert into privacy_marks values (0, 0)');
  for (const [n, [table, event, mark]] of watched.entries())
    sqlite.exec(
      `create temp trigger privacy_mark_${n} after ${event} on ${table} begin
        update privacy_marks set ${mark} = abs(random() % 9007199254740991);
      end`,
    );
  const clients = sqlite.prepare<[], number>('select clients from privacy_marks').pluck();
  const pseudonyms = sqlite.prepare<[], number>('select pseudonyms from privacy_marks').pluck();
  return { clients: () => clients.get() ?? 0, pseudonyms: () => pseudonyms.get() ?? 0 };
}
