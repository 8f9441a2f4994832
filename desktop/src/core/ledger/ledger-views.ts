import type { TableName } from '@adiuva/shared-protocol';
import { isTableName, type AllWorkRows, type DeviceDatabase } from '#core/storage/index.ts';
import type { LedgerEntry, LedgerSummary } from '#rpc/privacy.ts';
import type { LedgerSums } from './ledger-sums.ts';

/** What left this device, as its owner looks at it. */
export interface LedgerViews {
  /** Newest first. */
  ledger(page: {
    run_id?: string | undefined;
    client_id?: string | undefined;
    table?: TableName | undefined;
    offset: number;
    limit: number;
  }): Promise<{ items: LedgerEntry[]; total: number }>;
  /** `since` is taken to the beginning of its hour. */
  summary(asked: { since?: number | undefined }): Promise<LedgerSummary>;
}

interface StoredEntry {
  seq: number;
  at: number;
  run_id: string;
  action: string;
  table_name: string | null;
  row_ids: string;
  row_count: number;
  bytes: number;
  clients: string | null;
  withheld: number;
  replaced: number;
  destination: string | null;
  model: string | null;
  session_id: string | null;
  asked: string | null;
}

/** Rows of an entry that are named. */
const NAMED = 5;
const TITLE = 80;
const GONE = 'A client that is no longer here';
/** What the device had embedded, so that notes are found by what they mean. */
const EMBED = 'embed';
/** A file that went along with a message. */
const FILE = 'attachment';
const FOR_SEARCH = 'To find notes by what they mean';
const NOT_NAMED = 'An address that was not noted';

function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > TITLE ? `${line.slice(0, TITLE - 1).trimEnd()}…` : line;
}

export function createLedgerViews({
  database,
  sums,
  rows,
}: {
  database: DeviceDatabase;
  sums: LedgerSums;
  rows: AllWorkRows;
}): LedgerViews {
  const sqlite = database.db.$client;

  const fileName = sqlite.prepare<[string], string>('select name from chat_attachments where id = ?').pluck();

  function clientLabel(id: string): string {
    return rows.clients.label(id) ?? GONE;
  }

  function entryOf(stored: StoredEntry): LedgerEntry {
    const table = isTableName(stored.table_name) ? stored.table_name : undefined;
    // Both texts are written by the ledger alone.
    const ids = JSON.parse(stored.row_ids) as string[];
    const clients = Object.entries(JSON.parse(stored.clients ?? '{}') as Record<string, number>);
    return {
      seq: stored.seq,
      at: stored.at,
      run_id: stored.run_id,
      ...(stored.session_id === null ? {} : { session_id: stored.session_id }),
      title: stored.action === EMBED ? FOR_SEARCH : firstLine(stored.asked ?? ''),
      action: stored.action,
      ...(table ? { table } : {}),
      rows: stored.row_count,
      bytes: stored.bytes,
      withheld: stored.withheld,
      replaced: stored.replaced,
      ...(stored.destination === null ? {} : { destination: stored.destination }),
      ...(stored.model === null ? {} : { model: stored.model }),
      clients: clients.map(([id, count]) => ({ client_id: id, label: clientLabel(id), rows: count })),
      labels:
        stored.action === FILE
          ? ids.flatMap((id) => fileName.get(id) ?? [])
          : table
            ? ids.slice(0, NAMED).flatMap((id) => rows[table].label(id) ?? [])
            : [],
    };
  }

  /** The entries of a page by their numbers, from an index, and how many there are. */
  function numbers({ run_id: runId, client_id: clientId, table, offset, limit }: Parameters<LedgerViews['ledger']>[0]): {
    seqs: number[];
    total: number;
  } {
    const conditions: string[] = [];
    const parameters: (string | number)[] = [];
    let from = 'ledger';
    if (clientId !== undefined) {
      from = 'ledger_clients as of_client join ledger on ledger.seq = of_client.seq';
      conditions.push('of_client.client_id = ?');
      parameters.push(clientId);
    }
    if (runId !== undefined) {
      // A file left before its run was there, in the name of the message.
      conditions.push('ledger.run_id in (?, (select request_id from runs where run_id = ?))');
      parameters.push(runId, runId);
    }
    if (table !== undefined) {
      // One index at a time: the smaller choice leads, the table is looked at.
      conditions.push(conditions.length > 0 ? '+ledger.table_name = ?' : 'ledger.table_name = ?');
      parameters.push(table);
    }
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    const by = clientId === undefined ? 'ledger.seq' : 'of_client.seq';
    const seqs = sqlite
      .prepare<(string | number)[], number>(`select ledger.seq from ${from} ${where} order by ${by} desc limit ? offset ?`)
      .pluck()
      .all(...parameters, limit, offset);
    const isSummed = runId === undefined && clientId === undefined;
    const total = isSummed
      ? sums
          .of({ kind: 'table', since: undefined })
          .reduce((sum, { key, reads }) => (table === undefined || key === table ? sum + reads : sum), 0)
      : (sqlite
          .prepare<(string | number)[], number>(`select count(*) from ${from} ${where}`)
          .pluck()
          .get(...parameters) ?? 0);
    return { seqs, total };
  }

  const read = sqlite.prepare<[string], StoredEntry>(`
    select ledger.seq, ledger.at, ledger.run_id, ledger.action, ledger.table_name, ledger.row_ids, ledger.row_count,
      ledger.bytes, ledger.clients, ledger.withheld, ledger.replaced, coalesce(ledger.destination, runs.destination) as destination,
      coalesce(ledger.model, runs.model) as model, coalesce(runs.session_id, chat_requests.session_id) as session_id,
      chat_requests.text as asked
    from json_each(?) as wanted
    join ledger on ledger.seq = wanted.value
    left join runs on runs.run_id = ledger.run_id
    left join chat_requests on chat_requests.request_id = coalesce(runs.request_id, ledger.run_id)
    order by ledger.seq desc
  `);

  return {
    async ledger(page) {
      await sums.catchUp();
      const { seqs, total } = numbers(page);
      return { items: read.all(JSON.stringify(seqs)).map(entryOf), total };
    },
    async summary({ since }) {
      await sums.catchUp();
      const byTable = sums.of({ kind: 'table', since });
      const byClient = sums.of({ kind: 'client', since });
      const all = { reads: 0, rows: 0, bytes: 0 };
      for (const { reads, rows: count, bytes } of byTable) {
        all.reads += reads;
        all.rows += count;
        all.bytes += bytes;
      }
      const ofNone = byClient.reduce((left, { rows: count }) => left - count, all.rows);
      return {
        ...all,
        runs: sums.runs(since),
        by_client: [
          ...byClient.map(({ key, rows: count }) => ({ client_id: key, label: clientLabel(key), rows: count })),
          ...(ofNone > 0 ? [{ label: 'No client', rows: ofNone }] : []),
        ],
        by_table: byTable.flatMap(({ key, ...sum }) => (isTableName(key) ? [{ table: key, ...sum }] : [])),
        by_destination: sums
          .of({ kind: 'destination', since })
          .map(({ key, ...sum }) => ({ destination: key === '' ? NOT_NAMED : key, ...sum })),
      };
    },
  };
}
