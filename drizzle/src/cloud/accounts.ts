import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, instant } from './column-types.ts';

/** Whom data belongs to. Every user has one of their own. */
export const workspaces = pgTable('workspaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  tier: text('tier', { enum: ['free', 'pro'] }).notNull(),
  createdAt: instant('created_at').notNull(),
});

/** A content key, wrapped by a key derived from `ADIUVA_SECRET`. The newest encrypts; all of them decrypt. */
export const workspaceKeys = pgTable(
  'workspace_keys',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    wrappedKey: bytea('wrapped_key').notNull(),
    /** Which secret wrapped it: the first 16 hexadecimal digits of the wrapping key's SHA-256. */
    wrappedBy: text('wrapped_by').notNull(),
    /** 0: a rotation made it, and it does not encrypt before every backend knows it. */
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('workspace_keys_workspace').on(table.workspaceId)],
);

export const users = pgTable('users', {
  id: text('id').primaryKey(),
  email: text('email').notNull().unique(),
  /** Argon2id. Null: this account has no password (the local account of one's own machine). */
  passwordHash: text('password_hash'),
  isLocal: boolean('is_local').notNull().default(false),
  createdAt: instant('created_at').notNull(),
});

export const memberships = pgTable(
  'memberships',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['owner', 'member'] }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] }), index('memberships_user').on(table.userId)],
);

/** One use each; reuse of a used one revokes its family. Only the token's SHA-256 is kept. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    familyId: text('family_id').notNull(),
    tokenSha256: bytea('token_sha256').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('refresh_tokens_hash').on(table.tokenSha256),
    index('refresh_tokens_family').on(table.familyId),
    index('refresh_tokens_user').on(table.userId),
  ],
);

/** A user's device, by the id that it gave itself. `storeId` is the database that it had at its last hello. */
export const devices = pgTable(
  'devices',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    deviceId: text('device_id').notNull(),
    storeId: text('store_id').notNull(),
    appVersion: text('app_version').notNull(),
    capabilities: jsonb('capabilities').$type<string[]>().notNull(),
    /** The backend process that holds its socket; null while it is away. Its runs are worked on there. */
    connectedNode: text('connected_node'),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.deviceId] })],
);

/**
 * Which log-ins (token families) a device has said hello by. A family is bound by the hello, since a log-in does not know
 * its device; a device that is removed takes every family along that ever spoke for it.
 */
export const deviceLogins = pgTable(
  'device_logins',
  {
    userId: text('user_id').notNull(),
    deviceId: text('device_id').notNull(),
    familyId: text('family_id').notNull(),
    /** Its newest hello by this log-in. */
    lastHelloAt: instant('last_hello_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.deviceId, table.familyId] }),
    index('device_logins_family').on(table.familyId),
    foreignKey({ columns: [table.userId, table.deviceId], foreignColumns: [devices.userId, devices.deviceId] }).onDelete(
      'cascade',
    ),
  ],
);

/** What a security review wants to see: refused results, reused tokens, late answers. No content. */
export const audit = pgTable(
  'audit',
  {
    id: text('id').primaryKey(),
    at: instant('at').notNull(),
    userId: text('user_id'),
    deviceId: text('device_id'),
    runId: text('run_id'),
    event: text('event').notNull(),
    count: integer('count').notNull().default(1),
    detail: jsonb('detail').$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  (table) => [index('audit_at').on(table.at), index('audit_user').on(table.userId, table.at)],
);
