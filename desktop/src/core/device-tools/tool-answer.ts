/** What a device tool did: its answer, and what is to be counted and shown of it. */
export interface ToolAnswer {
  /** The answer's own fields of the `tool_result`, as JSON without the braces. */
  fields: string;
  /** The rows that it carries, with their revisions. */
  rows: readonly { id: string; revision: number }[];
  /** Bytes of rows that it carries. */
  bytes: number;
  /** Rows that the user's rules left out, and values that left as pseudonyms. */
  withheld: number;
  replaced: number;
}
