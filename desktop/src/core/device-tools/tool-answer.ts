/** What a device tool did: its answer, and what is to be counted and shown of it. */
export interface ToolAnswer {
  /** The answer's own fields of the `tool_result`, as JSON without the braces. */
  fields: string;
  /** The first rows that it touched, for the user to see. */
  rowIds: string[];
  rowCount: number;
  /** Bytes of rows that it carries. */
  bytes: number;
}

/** Rows that a card can open to. */
const SHOWN_ROWS = 20;

export function shownIds(rows: readonly { id: string }[]): string[] {
  return rows.slice(0, SHOWN_ROWS).map((row) => row.id);
}
