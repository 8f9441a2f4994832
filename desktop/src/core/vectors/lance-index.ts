import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as Lance from '@lancedb/lancedb';
import type * as Arrow from 'apache-arrow';
import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import type { VectorIndex, VectorIndexes, VectorRows } from './vector-index.ts';

/** Below this many rows comparing with each is as fast as any codes, and costs nothing to keep. */
const CODED_ROWS = 2_000;

/** Codes are made anew once so many rows, or this share of them, have none: such a row is read whole by every search. */
const LOOSE_ROWS = 1_000;
const LOOSE_SHARE = 0.2;

const COLUMN = 'vector';
const CODES = `${COLUMN}_idx`;
const MEGABYTE = 1024n * 1024n;

/** A model's own table: its name holds nothing that a file system could mind, and says how its vectors are kept. */
function tableName(model: string): string {
  return `notes_f16_${createHash('sha256').update(model).digest('hex').slice(0, 24)}`;
}

/** Codes say how a row differs from the middle of its part. */
function partsOf(rows: number): number {
  return Math.max(1, Math.round(Math.sqrt(rows) / 8));
}

/** Every search looks at all parts: codes are compared so fast that leaving out any would win little and miss much. */
const ALL_PARTS = 1_000;

function schemaOf({ Schema, Field, Float64, FixedSizeList, Float16 }: typeof Arrow) {
  const vector = new FixedSizeList(EMBEDDING_SIZE, new Field('item', new Float16(), true));
  const fields = [
    new Field('key', new Float64(), false),
    new Field('mark', new Float64(), false),
    new Field(COLUMN, vector, false),
  ];
  return { schema: new Schema(fields), vector };
}

/** Rows as Arrow has them, with numbers of half the size: who is near is told by them as well, and how near by SQLite. */
function arrowTable({ arrow, rows }: { arrow: typeof Arrow; rows: VectorRows }) {
  const { makeData, Float64, Float16, Struct, RecordBatch, Table } = arrow;
  const { schema, vector } = schemaOf(arrow);
  const length = rows.keys.length;
  const numbers = (values: readonly number[]) => makeData({ type: new Float64(), data: Float64Array.from(values) });
  const child = makeData({ type: new Float16(), data: new Uint16Array(new Float16Array(rows.vectors).buffer) });
  const children = [numbers(rows.keys), numbers(rows.marks), makeData({ type: vector, length, nullCount: 0, child })];
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
  return new Table(new RecordBatch(schema, data));
}

function openIndex({
  lance,
  arrow,
  table,
  path,
  codedRows,
}: {
  lance: typeof Lance;
  arrow: typeof Arrow;
  table: Lance.Table;
  path: string;
  codedRows: number;
}): VectorIndex {
  /** What was taken away under an open table is not missed by every call of it. */
  function check(): void {
    if (!existsSync(join(path, '_versions'))) throw new Error('the files of the index are gone');
  }

  /** What no reader can be at any more: this process is the only one. */
  const tidy = () => table.optimize({ cleanupOlderThan: new Date(), deleteUnverified: true });

  return {
    async rows() {
      check();
      const found = new Map<number, number>();
      for await (const batch of table.query().select(['key', 'mark'])) {
        const [keys, marks] = [batch.getChild('key'), batch.getChild('mark')];
        for (let at = 0; at < batch.numRows; at += 1) found.set(Number(keys?.get(at)), Number(marks?.get(at)));
      }
      return found;
    },
    async add(rows) {
      check();
      await table.add(arrowTable({ arrow, rows }));
    },
    async remove(keys) {
      check();
      if (keys.length > 0) await table.delete(`key IN (${keys.map(Number).join()})`);
    },
    async nearest({ vector, limit }) {
      check();
      const found = await table
        .vectorSearch(vector)
        .column(COLUMN)
        .distanceType('cosine')
        .nprobes(ALL_PARTS)
        .select(['key', '_distance'])
        .limit(limit)
        .toArrow();
      return Array.from(found.getChild('key') ?? [], Number);
    },
    async tend() {
      check();
      const rows = await table.countRows();
      const stats = await table.indexStats(CODES);
      const isGood = stats ? stats.numUnindexedRows <= Math.min(LOOSE_ROWS, rows * LOOSE_SHARE) : rows < codedRows;
      if (isGood) return;
      // Files are put together while no codes point into them: with them, all would be written anew.
      if (stats) await table.dropIndex(CODES);
      await tidy();
      // A bit for a number: a graph of neighbours would take ten times the memory, and five times as long to make.
      const config = lance.Index.ivfRq({ distanceType: 'cosine', numPartitions: partsOf(rows), numBits: 1 });
      await table.createIndex(COLUMN, { config });
    },
    close() {
      table.close();
    },
  };
}

/**
 * Indexes as LanceDB tables, one folder a model. Loads LanceDB's native part at the first `open`.
 * @param folder absolute; made when missing
 * @param codedRows from how many rows on codes are kept
 */
export function createLanceIndexes({ folder, codedRows = CODED_ROWS }: { folder: string; codedRows?: number }): VectorIndexes {
  const pathOf = (model: string): string => join(folder, `${tableName(model)}.lance`);

  async function connect() {
    const [lance, arrow] = await Promise.all([import('@lancedb/lancedb'), import('apache-arrow')]);
    // What it caches by itself could be gigabytes.
    const session = new lance.Session(64n * MEGABYTE, 16n * MEGABYTE);
    return { lance, arrow, connection: await lance.connect(folder, {}, session) };
  }

  let connected: ReturnType<typeof connect> | undefined;

  return {
    async open(model) {
      connected ??= connect();
      const { lance, arrow, connection } = await connected;
      const name = tableName(model);
      const { schema } = schemaOf(arrow);
      const there = await connection.tableNames();
      const table = there.includes(name) ? await connection.openTable(name) : await connection.createEmptyTable(name, schema);
      return openIndex({ lance, arrow, table, path: pathOf(model), codedRows });
    },
    async dropOthers(model) {
      if (model === undefined) {
        rmSync(folder, { recursive: true, force: true });
        connected = undefined;
        return;
      }
      connected ??= connect();
      const { connection } = await connected;
      for (const name of await connection.tableNames()) if (name !== tableName(model)) await connection.dropTable(name);
    },
  };
}
