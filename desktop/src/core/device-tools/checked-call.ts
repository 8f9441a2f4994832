import { idSchema, jsonObjectSchema, tables, type JsonObject, type Row, type TableName } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { DeviceError } from '#core/device-error.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Meaning } from '#core/meaning/index.ts';
import type { Amounts } from '#core/policy/index.ts';
import type { PrivacyView } from '#core/privacy/index.ts';
import type { NoteRanking } from '#core/search/index.ts';
import { workTables, type AllWorkRows, type StoredRow, type WorkReader } from '#core/storage/index.ts';
import type { Neighbour } from '#core/vectors/index.ts';
import { checkReferences, missingReference, missingRow, type WorkWriter } from '#core/work/index.ts';
import { checkedData } from './checked-data.ts';
import { getRow, readId, rowAnswer } from './get-row.ts';
import type { ToolCall } from './payload.ts';
import { selectRows } from './select-rows.ts';
import type { ToolAnswer } from './tool-answer.ts';
import { searchVectors } from './vector-search.ts';

/** A read whose data has passed; `run` does it. */
export interface CheckedRead {
  kind: 'select' | 'get' | 'vector_search';
  table: TableName;
  run: () => ToolAnswer;
}

/** A write whose data has passed and whose rows are there; `run` does it. */
export interface CheckedWrite {
  kind: 'insert' | 'update' | 'delete';
  table: TableName;
  /** The row that it is about; undefined for a new one. */
  id: string | undefined;
  /** The columns that it sets; empty for a deletion. */
  columns: StoredRow;
  /** What the user may change of it before it is done: the fields, or `{id}` of a deletion. */
  input: JsonObject;
  /** What it uses of the grant. */
  more: Partial<Amounts>;
  run: () => ToolAnswer;
}

/** What checking a call stands on. */
export interface CallPowers {
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  journal: Journal;
  meaning: Pick<Meaning, 'model' | 'keep'>;
  ranking: NoteRanking;
}

const updateSchema = z.strictObject({ id: idSchema, updates: jsonObjectSchema });

/**
 * `select`, `get` and `vector_search`.
 * @param neighbours what was looked up for a search
 * @throws DeviceError `invalid_filter`, `invalid_data`, `stale_vector_model`
 */
export function checkRead({
  call,
  table,
  view,
  neighbours,
  powers,
}: {
  call: ToolCall;
  table: TableName;
  view: PrivacyView;
  neighbours: readonly Neighbour[] | undefined;
  powers: CallPowers;
}): CheckedRead {
  const { rows, reader } = powers;
  if (call.action === 'vector_search')
    return { kind: 'vector_search', table, run: searchVectors({ call, neighbours, view, powers }) };
  if (call.action === 'select') return { kind: 'select', table, run: selectRows({ call, table, reader, view }) };
  const id = readId({ action: 'get', data: call.data ?? {} });
  return { kind: 'get', table, run: () => getRow({ table, id, rows, view }) };
}

/**
 * `insert`, `update` and `delete`. `edited`: what the user put in the place of the call's own input.
 * @throws DeviceError `invalid_data`, `not_found`, `constraint`
 */
export function checkWrite({
  call,
  edited,
  table,
  view,
  powers: { rows, writer },
}: {
  call: ToolCall;
  edited?: JsonObject | undefined;
  table: TableName;
  view: PrivacyView;
  powers: CallPowers;
}): CheckedWrite {
  const actor = { kind: 'run', runId: call.run_id, callId: call.id } as const;
  // What the user wrote is meant as it stands; what came over the wire may hold tokens.
  const incoming = <Data extends object>(data: Data): Data =>
    view.isOpen || edited !== undefined ? data : (view.incoming(data) as Data);

  function existing(id: string): string {
    if (!rows[table].exists(id) || (!view.isOpen && !view.sees({ table, id }))) throw missingRow({ table, id });
    return id;
  }

  function checkedColumns({ data, id }: { data: object; id: string | undefined }): StoredRow {
    const columns = rows[table].codec.columnsOf(data);
    for (const reference of view.isOpen || edited !== undefined ? [] : workTables[table].references) {
      const target = columns[reference.column];
      if (typeof target === 'string' && !view.sees({ table: reference.to, id: target }))
        throw missingReference({ table: reference.to, id: target });
    }
    checkReferences({ rows, table, id, columns });
    return columns;
  }

  // The user may have put it where the run does not see it.
  const answer = (row: Row): ToolAnswer =>
    view.isOpen || view.sees({ table, id: row.id })
      ? rowAnswer({ table, row, view })
      : { fields: '"row":null', rows: [], bytes: 0, withheld: 1, replaced: 0 };

  switch (call.action) {
    case 'insert': {
      const action = `insert into ${table}`;
      const given = edited ?? checkedData<object>({ schema: tables[table].insert, data: call.data ?? {}, action });
      const data = checkedData<object>({ schema: tables[table].insert, data: incoming(given), action });
      return {
        kind: 'insert',
        table,
        id: undefined,
        columns: checkedColumns({ data, id: undefined }),
        input: data as JsonObject,
        more: { calls: 1, inserts: 1 },
        run: () => answer(writer.insert({ table, data, actor })),
      };
    }
    case 'update': {
      const action = `update of ${table}`;
      const { id, updates } = checkedData({ schema: updateSchema, data: call.data ?? {}, action });
      const given = edited ?? checkedData<object>({ schema: tables[table].update, data: updates, action });
      const data = checkedData<object>({ schema: tables[table].update, data: incoming(given), action });
      if (Object.values(data).every((value) => value === undefined))
        throw new DeviceError('invalid_data', `update of ${table}: "updates" names no field.`);
      return {
        kind: 'update',
        table,
        id: existing(id),
        columns: checkedColumns({ data, id }),
        input: data as JsonObject,
        more: { calls: 1, updates: 1 },
        run: () => answer(writer.update({ table, id, updates: data, actor })),
      };
    }
    default: {
      const id = existing(readId({ action: 'delete', data: edited ?? call.data ?? {} }));
      return {
        kind: 'delete',
        table,
        id,
        columns: {},
        input: { id },
        more: { calls: 1 },
        run: () => {
          const revision = rows[table].entity(id)?.revision ?? 0;
          writer.remove({ table, id, actor });
          return { fields: '"deleted":true', rows: [{ id, revision }], bytes: 0, withheld: 0, replaced: 0 };
        },
      };
    }
  }
}
