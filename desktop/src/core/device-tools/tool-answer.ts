/** What a device tool did: its answer, and what is to be counted and shown of it. */
export interface ToolAnswer {
  /** The answer's own fields of the `tool_result`, as JSON without the braces. */
  fields: string;
  /** The rows that it carries. */
  rowIds: string[];
  rowCount: number;
  /** Bytes of rows that it carries. */
  bytes: number;
}
