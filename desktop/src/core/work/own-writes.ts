import type { Row, TableName } from '@adiuva/shared-protocol';
import type { OwnChanges } from '#core/journal/index.ts';
import type { WorkWriter } from './work-writer.ts';

/** What a write of the user answers, with its changes for an undo. */
export type Written<Result> = Result & { change_ids: string[] };

/** The user's own writes of one table, each of which tells its changes. Errors are those of `WorkWriter`. */
export interface OwnWrites<Name extends TableName> {
  insert: (data: object) => Written<Row<Name>>;
  update: (change: {
    id: string;
    updates: object;
    revision?: number | undefined;
    joins?: number | undefined;
  }) => Written<Row<Name>>;
  remove: (row: { id: string; revision?: number | undefined }) => Written<{ ok: true }>;
}

export function createOwnWrites<Name extends TableName>({
  table,
  writer,
  own,
}: {
  table: Name;
  writer: WorkWriter;
  own: OwnChanges;
}): OwnWrites<Name> {
  const actor = { kind: 'human' } as const;
  function written<Result extends object>(act: () => Result): Written<Result> {
    const { result, changeIds } = own.during(act);
    return { ...result, change_ids: changeIds };
  }
  return {
    // A writer answers rows of the table that it was told.
    insert: (data) => written(() => writer.insert({ table, data, actor }) as Row<Name>),
    update: (change) => written(() => writer.update({ table, ...change, actor }) as Row<Name>),
    remove: (row) =>
      written(() => {
        writer.remove({ table, ...row, actor });
        return { ok: true } as const;
      }),
  };
}
