import { idSchema, tableNameSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';
import { CHANGES_AT_ONCE } from './limits.ts';

/** One field that a change set, in words for the user. Null: nothing stood there. */
export const fieldChangeSchema = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const changeEntrySchema = z.object({
  change_id: idSchema,
  table: tableNameSchema,
  row_id: idSchema,
  label: z.string(),
  kind: z.enum(['insert', 'update', 'delete']),
  fields: z.array(fieldChangeSchema),
  active: z.boolean(),
  at: z.number(),
});
export type ChangeEntry = z.infer<typeof changeEntrySchema>;

export const activityRunSchema = z.object({
  run_id: idSchema,
  kind: z.string(),
  title: z.string(),
  session_id: idSchema.optional(),
  status: z.string(),
  model: z.string().optional(),
  started_at: z.number(),
  ended_at: z.number().optional(),
  change_count: z.number().int(),
  undone: z.enum(['none', 'some', 'all']),
  /** The first 50; the rest by `changes`. */
  changes: z.array(changeEntrySchema),
});
export type ActivityRun = z.infer<typeof activityRunSchema>;

/** Whose a change is: the user's, a run's, an import's, or what an undo, redo or repair had to write. */
export const changeActorSchema = z.enum(['human', 'run', 'import', 'restore']);

/** A change of one row. `cause_id` names the change that it followed from: it is undone and done again with that one. */
export const rowChangeSchema = changeEntrySchema.extend({
  actor: changeActorSchema,
  run_id: idSchema.optional(),
  agent_id: idSchema.optional(),
  cause_id: idSchema.optional(),
});
export type RowChange = z.infer<typeof rowChangeSchema>;

/**
 * What an undo or redo is about. `run`, `agent`, `day` (this device's own calendar day) and `since` (that moment
 * included) mean what assistants did, never what the user did; `change` may be anybody's. `switch` takes back an undo, a
 * redo or a repair: undoing an undo does its changes again. `changes` is what one act of the user did, all of it at once.
 */
const namedScopes = [
  z.object({ by: z.literal('change'), change_id: idSchema }),
  z.object({ by: z.literal('run'), run_id: idSchema }),
  z.object({ by: z.literal('agent'), agent_id: idSchema }),
  z.object({ by: z.literal('day'), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.object({ by: z.literal('since'), at: z.number().int() }),
  z.object({ by: z.literal('switch'), switch_id: idSchema }),
] as const;
export const switchScopeSchema = z.discriminatedUnion('by', [
  ...namedScopes,
  z.object({ by: z.literal('changes'), change_ids: z.array(idSchema).min(1).max(CHANGES_AT_ONCE) }),
]);
export type SwitchScope = z.infer<typeof switchScopeSchema>;

/** A row that an undo or redo left as it is, and why, in a sentence. */
export const keptRowSchema = z.object({ table: tableNameSchema, row_id: idSchema, label: z.string(), reason: z.string() });
export type KeptRow = z.infer<typeof keptRowSchema>;

/**
 * A field that keeps a later value: `kept` stands there, `would_be` is what the undo or redo would have made of it, both
 * in words for the user (null: nothing). `by`: whose later change it is.
 */
export const fieldConflictSchema = z.object({
  table: tableNameSchema,
  row_id: idSchema,
  label: z.string(),
  field: z.string(),
  kept: z.string().nullable(),
  would_be: z.string().nullable(),
  by: changeActorSchema,
  run_id: idSchema.optional(),
});
export type FieldConflict = z.infer<typeof fieldConflictSchema>;

/** `changes`: how many changes were switched; `switch_id` takes this back, and is absent when nothing was switched. */
export const switchResultSchema = z.object({
  changes: z.number().int(),
  kept: z.array(keptRowSchema),
  conflicts: z.array(fieldConflictSchema),
  switch_id: idSchema.optional(),
});
export type SwitchResult = z.infer<typeof switchResultSchema>;

const runSwitchResultSchema = switchResultSchema.extend({ run_id: idSchema });
export type RunSwitchResult = z.infer<typeof runSwitchResultSchema>;

/**
 * An undo or redo that was made. `undo`: its changes were switched off. `repair`: by the check of the journal. Of `changes`
 * only how many they were is told.
 */
export const switchEntrySchema = z.object({
  switch_id: idSchema,
  kind: z.enum(['undo', 'redo']),
  scope: z.union([z.discriminatedUnion('by', namedScopes), z.object({ by: z.enum(['repair', 'changes']) })]),
  changes: z.number().int(),
  at: z.number(),
});
export type SwitchEntry = z.infer<typeof switchEntrySchema>;

const pageSchema = z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) });

export const activityContract = {
  /** Newest first. `with_changes`: only runs that changed something. */
  runs: procedure
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(100), with_changes: z.boolean() }))
    .output(z.object({ items: z.array(activityRunSchema), total: z.number().int() })),
  changes: procedure
    .input(z.object({ run_id: idSchema, offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }))
    .output(z.object({ items: z.array(changeEntrySchema), total: z.number().int() })),
  /** Runs that are still open, and whose changes this undoes, are cancelled first. */
  switch: procedure.input(z.object({ kind: z.enum(['undo', 'redo']), scope: switchScopeSchema })).output(switchResultSchema),
  /** `switch` by run. */
  undo: procedure.input(z.object({ run_id: idSchema })).output(runSwitchResultSchema),
  redo: procedure.input(z.object({ run_id: idSchema })).output(runSwitchResultSchema),
  /** The undos, redos and repairs that were made, newest first. */
  switches: procedure.input(pageSchema).output(z.object({ items: z.array(switchEntrySchema), total: z.number().int() })),
  /** Every change of one row, newest first, also of one that is not there any more. */
  rowHistory: procedure
    .input(pageSchema.partial().extend({ table: tableNameSchema, row_id: idSchema }))
    .output(z.object({ items: z.array(rowChangeSchema), total: z.number().int() })),
};
