import { appScreenSchema, idSchema, tableNameSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { eventIterator, procedure } from './orpc.ts';

/** What a run wants the user to see: a text of its own, a screen of the app, or a row. */
export const noticeSubjectSchema = z.discriminatedUnion('kind', [
  /** Plain text, whatever it looks like. */
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('screen'), screen: appScreenSchema }),
  z.object({
    kind: z.literal('row'),
    table: tableNameSchema,
    id: idSchema,
    /** What it is called now; absent once it is not there any more. */
    label: z.string().optional(),
    /** Of a comment: the task that it is on. */
    task_id: idSchema.optional(),
  }),
]);
export type NoticeSubject = z.infer<typeof noticeSubjectSchema>;

export const noticeSchema = z.object({
  notice_id: z.number().int(),
  run_id: idSchema,
  session_id: idSchema.optional(),
  subject: noticeSubjectSchema,
  /** The run had read text that nobody here wrote or approved. */
  tainted: z.boolean(),
  at: z.number(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Where a window is. `active`: it has the user's attention now; the window that had it last is the one that reacts. */
export const windowPlaceSchema = z.object({
  /** Made by the window for as long as it is loaded. */
  window_id: idSchema,
  /** The conversation that it shows. */
  session_id: idSchema.optional(),
  active: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

const ok = z.object({ ok: z.literal(true) });
const named = z.object({ notice_id: z.number().int() });

export const screenContract = {
  /**
   * What this window shall go to now, and no other window. It says by `settle` what it did; what it does not settle
   * within five seconds is offered in `notices`. A window that follows anew takes the place of its earlier stream.
   */
  openings: procedure.input(windowPlaceSchema).output(eventIterator(noticeSchema)),
  /** The window moved, or got the user's attention. */
  moved: procedure.input(windowPlaceSchema).output(ok),
  /** `shown`: the window went there. `offered`: it did not, because the user was busy; it stands in `notices`. */
  settle: procedure.input(named.extend({ outcome: z.enum(['shown', 'offered']) })).output(ok),
  /** What the user has not dismissed, newest first; at most 100. */
  notices: procedure.output(z.object({ items: z.array(noticeSchema) })),
  dismiss: procedure.input(named).output(ok),
  /** Everything up to the newest that the user saw. */
  dismissAll: procedure.input(z.object({ up_to: z.number().int() })).output(ok),
};
