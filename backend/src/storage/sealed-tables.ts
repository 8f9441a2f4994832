/** A row's primary key: texts and integers, in the order of its columns. */
export type RowKey = readonly (string | number)[];

/** A table with encrypted columns. What a row of it is sealed under is named in its `key_id`, one key for all columns. */
export interface SealedTable {
  name: string;
  primaryKey: readonly { column: string; type: 'text' | 'int' }[];
  /** Each with the place that its bytes are bound to. */
  columns: readonly { column: string; place: (key: RowKey) => string }[];
  /** Rows that a pass holds in memory at most, where they are large. */
  rowsAtOnce?: number;
}

const text = (column: string) => ({ column, type: 'text' }) as const;
const int = (column: string) => ({ column, type: 'int' }) as const;

/** Every encrypted column of the database; what is not here would be lost by a rotation. */
export const sealedTables: readonly SealedTable[] = [
  {
    name: 'messages',
    primaryKey: [text('id')],
    columns: [{ column: 'content_enc', place: ([id]) => `messages:${id}` }],
  },
  {
    name: 'run_steps',
    primaryKey: [text('run_id'), int('step')],
    columns: [{ column: 'content_enc', place: ([run, step]) => `run_steps:${run}:${step}` }],
  },
  {
    name: 'run_tool_results',
    primaryKey: [text('run_id'), int('step'), int('ordinal')],
    columns: [{ column: 'content_enc', place: ([run, step, ordinal]) => `run_tool_results:${run}:${step}:${ordinal}` }],
  },
  {
    name: 'run_device_calls',
    primaryKey: [text('id')],
    columns: [
      { column: 'frame_enc', place: ([id]) => `run_device_calls:${id}:frame` },
      { column: 'result_enc', place: ([id]) => `run_device_calls:${id}:result` },
    ],
  },
  {
    name: 'run_events',
    primaryKey: [text('run_id'), int('seq')],
    columns: [{ column: 'content_enc', place: ([run, seq]) => `run_events:${run}:${seq}` }],
  },
  {
    name: 'approvals',
    primaryKey: [text('id')],
    columns: [
      { column: 'content_enc', place: ([id]) => `approvals:${id}:content` },
      { column: 'decision_enc', place: ([id]) => `approvals:${id}:decision` },
    ],
  },
  {
    name: 'sessions',
    primaryKey: [text('workspace_id'), text('id')],
    columns: [{ column: 'state_snapshot', place: ([workspace, id]) => `sessions:${workspace}:${id}:snapshot` }],
  },
  {
    name: 'model_settings',
    primaryKey: [text('workspace_id')],
    columns: [{ column: 'keys_enc', place: ([workspace]) => `model_settings:${workspace}:keys` }],
  },
  {
    name: 'attachments',
    primaryKey: [text('id')],
    columns: [
      { column: 'meta_enc', place: ([id]) => `attachments:${id}:meta` },
      { column: 'content_enc', place: ([id]) => `attachments:${id}:content` },
    ],
    // Each may have 20 MB.
    rowsAtOnce: 2,
  },
];
