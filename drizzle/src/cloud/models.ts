import { sql } from 'drizzle-orm';
import { boolean, check, doublePrecision, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { users, workspaces } from './accounts.ts';
import { bytea, instant } from './column-types.ts';
import { runs } from './runs.ts';

/**
 * What a workspace chose in its settings: models by role, and the address of its own model server. `keysEnc` is JSON
 * `{provider: key}` under a workspace key, null when it gave none.
 */
export const modelSettings = pgTable(
  'model_settings',
  {
    workspaceId: text('workspace_id')
      .primaryKey()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    roles: jsonb('roles').$type<Partial<Record<'router' | 'chat' | 'extract' | 'embed', string>>>().notNull(),
    localBaseUrl: text('local_base_url'),
    keysEnc: bytea('keys_enc'),
    keyId: text('key_id'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [check('model_settings_keys_sealed', sql`(${table.keysEnc} is null) = (${table.keyId} is null)`)],
);

/**
 * One call of a model, without a word of what was said: written in the transaction of the step that it made, where there is
 * one. `sessionId` and `runId` are null where there was none, and once they are forgotten: the sums of days and models stay.
 */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sessionId: text('session_id'),
    runId: text('run_id').references(() => runs.id, { onDelete: 'set null' }),
    agentId: text('agent_id'),
    role: text('role', { enum: ['router', 'chat', 'extract', 'embed'] }).notNull(),
    /** `provider:model`. */
    model: text('model').notNull(),
    step: integer('step'),
    outcome: text('outcome', { enum: ['ok', 'error', 'cancelled'] }).notNull(),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    /** Parts of the input: read from the provider's cache, and written to it. */
    cachedInputTokens: integer('cached_input_tokens').notNull(),
    cacheWriteTokens: integer('cache_write_tokens').notNull(),
    /** Part of the output. */
    reasoningTokens: integer('reasoning_tokens').notNull(),
    costUsd: doublePrecision('cost_usd').notNull(),
    /** False: no price is known of this model, and `costUsd` is 0 for want of one. */
    isPriced: boolean('is_priced').notNull(),
    latencyMs: integer('latency_ms').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    index('model_calls_user').on(table.workspaceId, table.userId, table.at),
    index('model_calls_session').on(table.workspaceId, table.sessionId),
    index('model_calls_run').on(table.runId),
  ],
);
