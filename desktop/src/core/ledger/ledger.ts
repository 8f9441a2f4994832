import { ledger } from '@adiuva/drizzle/local';
import { asc, sql } from 'drizzle-orm';
import { rawStatement, steadyPlaceholder, type DeviceDatabase } from '#core/storage/index.ts';

/** One answer that a run was given: what left the device with it, and what it used of the run's grant. */
export interface LedgerRow {
  runId: string;
  callId: string;
  action: string;
  /** As the wire names it. */
  tableName: string | null;
  /** The rows that it carried. */
  rowIds: readonly string[];
  /** Their revisions, as it told them; undefined for what older releases noted. */
  revisions: readonly number[] | undefined;
  rowCount: number;
  bytes: number;
  /** How many of the rows belong to each client. */
  clients: ReadonlyMap<string, number> | undefined;
  /** Rows that the user's rules left out, and values that left as pseudonyms. */
  withheld: number;
  replaced: number;
  /** False for a repeat, which uses nothing of the grant. */
  counted: boolean;
  payloadSha256: string;
  /** The journal's last entry when it was answered. */
  journalSeq: number;
  at: number;
  /** Where to, and for which model, of what no run asked for; a run tells both. */
  destination?: string | undefined;
  model?: string | undefined;
}

/** Every answer, committed before it leaves (PROTOCOL 5.9). Rows are added and never changed. */
export interface Ledger {
  /** In the transaction of the answer. */
  add(row: LedgerRow): void;
  /** A run's answers, oldest first. */
  ofRun(runId: string): LedgerRow[];
}

export function createLedger(database: DeviceDatabase): Ledger {
  const { db } = database;
  const { placeholder } = sql;
  const add = rawStatement(
    database,
    db.insert(ledger).values({
      runId: placeholder('runId'),
      callId: placeholder('callId'),
      action: placeholder('action'),
      tableName: placeholder('tableName'),
      rowIds: placeholder('rowIds'),
      revisions: placeholder('revisions'),
      rowCount: placeholder('rowCount'),
      bytes: placeholder('bytes'),
      clients: placeholder('clients'),
      withheld: placeholder('withheld'),
      replaced: placeholder('replaced'),
      counted: placeholder('counted'),
      payloadSha256: placeholder('payloadSha256'),
      journalSeq: placeholder('journalSeq'),
      at: placeholder('at'),
      destination: placeholder('destination'),
      model: placeholder('model'),
    }),
  );
  const ofRun = db
    .select()
    .from(ledger)
    .where(sql`${ledger.runId} = ${steadyPlaceholder('runId')}`)
    .orderBy(asc(ledger.seq))
    .prepare();
  return {
    add({ rowIds, revisions, clients, counted, destination, model, ...row }) {
      add.run({
        ...row,
        destination: destination ?? null,
        model: model ?? null,
        rowIds: JSON.stringify(rowIds),
        revisions: revisions ? JSON.stringify(revisions) : null,
        clients: clients && clients.size > 0 ? JSON.stringify(Object.fromEntries(clients)) : null,
        counted: counted ? 1 : 0,
      });
    },
    ofRun: (runId) =>
      ofRun.all({ runId }).map(({ seq: _seq, rowIds, revisions, clients, counted, destination, model, ...row }) => ({
        ...row,
        destination: destination ?? undefined,
        model: model ?? undefined,
        // The texts are written by `add` alone.
        rowIds: JSON.parse(rowIds) as string[],
        revisions: revisions === null ? undefined : (JSON.parse(revisions) as number[]),
        clients: clients === null ? undefined : new Map(Object.entries(JSON.parse(clients) as Record<string, number>)),
        counted: counted === 1,
      })),
  };
}
