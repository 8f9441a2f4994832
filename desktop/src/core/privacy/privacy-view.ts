import type { Row, TableName } from '@adiuva/shared-protocol';
import type { Condition } from '#core/storage/index.ts';

/** A row on its way out, and how many of its values leave as pseudonyms. */
export interface OutgoingRow {
  row: Row;
  replaced: number;
}

/**
 * What one run may see, by the rules that the user set for clients. Hidden rows do not exist for it: no read finds them,
 * no count counts them, no write names them.
 */
export interface PrivacyView {
  /** Nothing is hidden and nothing replaced: the common case, which costs nothing. */
  isOpen: boolean;
  /** What leaves hidden rows of a table out of a `select`. */
  conditions(table: TableName): Condition[];
  /** How many rows that match these conditions are hidden. */
  withheld(query: { table: TableName; conditions: Condition[] }): number;
  sees(row: { table: TableName; id: string }): boolean;
  outgoing(row: { table: TableName; row: Row }): OutgoingRow;
  /** A text of the device's own on its way out, such as the user's reason. */
  outgoingText(text: string): string;
  /** Data or filters on their way in, with the tokens put back. */
  incoming(data: object): object;
}

/** The rules that the user set for clients, as the call desk asks for them. */
export interface Privacy {
  viewOf(run: { model: string | null }): PrivacyView;
  /** How many of these rows belong to each client; undefined when to none. */
  clientsOf(read: { table: TableName; ids: readonly string[] }): ReadonlyMap<string, number> | undefined;
}
