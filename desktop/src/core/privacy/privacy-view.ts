import type { Row, TableName } from '@adiuva/shared-protocol';
import type { Condition, StoredRow } from '#core/storage/index.ts';

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
  /**
   * What leaves hidden rows of a table out of a `select`. `filters`: as they came; words in them that begin a value which
   * leaves as a pseudonym find no row of such a client, so that nobody spells the value out by searching.
   */
  conditions(table: TableName, filters?: object): Condition[];
  /** How many rows that match these conditions are hidden. */
  withheld(query: { table: TableName; conditions: Condition[] }): number;
  sees(row: { table: TableName; id: string }): boolean;
  outgoing(row: { table: TableName; row: Row }): OutgoingRow;
  /** A text of the device's own on its way out, such as the user's reason. */
  outgoingText(text: string): string;
  /** Data or filters on their way in, with the tokens put back. */
  incoming(data: object): object;
  /**
   * Whether setting these columns, or deleting the row (`undefined`), would take rows out of a client whose values leave
   * as pseudonyms.
   */
  unveils(write: { table: TableName; id: string; columns: StoredRow | undefined }): boolean;
}

/** A client that a text names, and whose rows do not leave. */
export interface NamedClient {
  clientId: string;
  name: string;
}

/** The rules that the user set for clients, for everybody who sends something or shows what came back. */
export interface Privacy {
  viewOf(run: { model: string | null }): PrivacyView;
  /** How many of these rows belong to each client; undefined when to none. */
  clientsOf(read: { table: TableName; ids: readonly string[] }): ReadonlyMap<string, number> | undefined;
  /**
   * The clients that a text names whose rows never leave, or only for a backend that this device started, and for a model
   * on this machine where the model is known.
   */
  named(text: string, to?: { model?: string | undefined }): NamedClient[];
  /** Whether a rule counts for what cannot be looked into: one is set, and it would leave this machine. */
  watches(to: { model: string | undefined }): boolean;
  /** A text, or the texts of a JSON value, on the way out: what is known as a value of such clients leaves as a token. */
  outgoingText(text: string): string;
  outgoingValue(value: unknown): unknown;
  /** What a backend said, for the user's eyes: tokens are put back, except in web addresses. */
  shownText(text: string): string;
  shownValue(value: unknown): unknown;
  /** The same of a text that is still being said: the beginning of a token at its end is left out. */
  shownUnfinished(text: string): string;
}
