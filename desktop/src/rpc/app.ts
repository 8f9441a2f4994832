import { z } from 'zod';
import { eventIterator, procedure } from './orpc.ts';

/**
 * `connecting`: trying. `ready`: the backend answers. `waiting`: not reached; tries again by itself (`retry_at`).
 * `stopped`: it will not try again by itself (replaced by another device window, or another protocol version).
 */
export const connectionSchema = z.object({
  state: z.enum(['connecting', 'ready', 'waiting', 'stopped']),
  /** A sentence for the user; absent while all is well. */
  detail: z.string().optional(),
  backend_url: z.string().optional(),
  retry_at: z.number().optional(),
  server_version: z.string().optional(),
});
export type Connection = z.infer<typeof connectionSchema>;

export const appStatusSchema = z.object({
  connection: connectionSchema,
  /** The model of the newest run, as `provider:model`; absent before the first. `offline:rules` is the offline model. */
  model: z.string().optional(),
  version: z.string(),
  device_id: z.string(),
  timezone: z.string(),
  /** A sentence, while the disk takes no writes: what is there can be read, nothing can be changed. */
  storage_fault: z.string().optional(),
  /** Where the data lies, for the user to see. */
  database_path: z.string(),
  /** Messages that wait for the backend. */
  queued_messages: z.number().int(),
  /** Frames of the backend that the device refused since it started. */
  refused_calls: z.number().int(),
  /** What was asked and is not answered yet: messages that wait, and runs that go on. */
  open_runs: z.number().int(),
  /** What waits for the user's word, and warnings that were not dismissed. */
  pending_approvals: z.number().int(),
  open_warnings: z.number().int(),
});
export type AppStatus = z.infer<typeof appStatusSchema>;

/** Something changed: read again what shows it. `key` narrows it (a session's or a run's id). */
export const changeSchema = z.object({
  /** Grows by one with every change of this core; a gap means that changes were missed: read everything again. */
  rev: z.number().int(),
  topic: z.enum([
    'hello',
    'status',
    'tasks',
    'projects',
    'clients',
    'checkpoints',
    'notes',
    'taskComments',
    'sessions',
    'session',
    'activity',
    'runs',
    'approvals',
    'warnings',
    'privacy',
    'backups',
    'integrity',
    'connection',
    'settings',
    'notices',
  ]),
  key: z.string().optional(),
});
export type Change = z.infer<typeof changeSchema>;

export const appContract = {
  status: procedure.output(appStatusSchema),
  /** The first event is `hello` with the current `rev`. */
  changes: procedure.output(eventIterator(changeSchema)),
  /**
   * A folder that the user chose in the system's own dialog, as an absolute path; `null`: they chose none. UNAVAILABLE: this
   * window cannot open that dialog (a browser's cannot).
   */
  pickFolder: procedure.input(z.object({ title: z.string().min(1).max(200) })).output(z.object({ path: z.string().nullable() })),
  /** Tries to connect now, whatever the connection's state. */
  reconnect: procedure.output(z.object({ ok: z.literal(true) })),
};
