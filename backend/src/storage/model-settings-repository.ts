import { modelSettings } from '@adiuva/drizzle/cloud';
import {
  KEYED_PROVIDERS,
  keyedProviderSchema,
  modelRoleSchema,
  type KeyedProvider,
  type ModelRole,
} from '@adiuva/shared-protocol';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { ContentKey, SealedContent } from './content-keys.ts';
import type { Sql } from './database.ts';
import { SealError } from './sealed-bytes.ts';

/** What a workspace chose in its settings; what is absent is the environment's to say. */
export interface ModelSettings {
  /** `provider:model` by role. */
  roles: Partial<Record<ModelRole, string>>;
  keys: Partial<Record<KeyedProvider, string>>;
  localBaseUrl: string | undefined;
}

/** A change of them: what is named is set, null takes it away. */
export interface ModelSettingsChange {
  roles?: Partial<Record<ModelRole, string | null>>;
  keys?: Partial<Record<KeyedProvider, string | null>>;
  localBaseUrl?: string | null;
}

export const noModelSettings: ModelSettings = { roles: {}, keys: {}, localBaseUrl: undefined };

const keysSchema = z.partialRecord(keyedProviderSchema, z.string());
const rolesSchema = z.partialRecord(modelRoleSchema, z.string());
const placeOf = (workspaceId: string): string => `model_settings:${workspaceId}:keys`;

type Row = typeof modelSettings.$inferSelect;

function toSettings({ row, key }: { row: Row; key: ContentKey }): ModelSettings {
  const { workspaceId, keysEnc, keyId, localBaseUrl } = row;
  const keys = keysEnc === null || keyId === null ? {} : openKeys({ workspaceId, key, sealed: { contentEnc: keysEnc, keyId } });
  return { roles: rolesSchema.parse(row.roles), keys, localBaseUrl: localBaseUrl ?? undefined };
}

/** Keys that cannot be opened any more are none: their owner is told that there is no key, and can give one. */
function openKeys({
  workspaceId,
  key,
  sealed,
}: {
  workspaceId: string;
  key: ContentKey;
  sealed: SealedContent;
}): ModelSettings['keys'] {
  try {
    return keysSchema.parse(key.open({ place: placeOf(workspaceId), ...sealed }));
  } catch (error) {
    if (error instanceof SealError) return {};
    throw error;
  }
}

/** @param keyOf The workspace's key, asked for only where there is something to open. */
export async function readModelSettings({
  sql,
  workspaceId,
  keyOf,
}: {
  sql: Sql;
  workspaceId: string;
  keyOf: (workspaceId: string) => Promise<ContentKey>;
}): Promise<ModelSettings> {
  const [row] = await sql.select().from(modelSettings).where(eq(modelSettings.workspaceId, workspaceId));
  return row ? toSettings({ row, key: await keyOf(workspaceId) }) : noModelSettings;
}

/** Changes them in the caller's transaction; two at once follow one another. Answers what they are then. */
export async function changeModelSettings({
  sql,
  workspaceId,
  key,
  change,
  at,
}: {
  sql: Sql;
  workspaceId: string;
  key: ContentKey;
  change: ModelSettingsChange;
  at: number;
}): Promise<ModelSettings> {
  await sql.insert(modelSettings).values({ workspaceId, roles: {}, updatedAt: at }).onConflictDoNothing();
  const [row] = await sql.select().from(modelSettings).where(eq(modelSettings.workspaceId, workspaceId)).for('update');
  const before = row ? toSettings({ row, key }) : noModelSettings;
  const settings: ModelSettings = {
    roles: rolesSchema.parse(merged({ before: before.roles, change: change.roles })),
    keys: keysSchema.parse(merged({ before: before.keys, change: change.keys })),
    localBaseUrl: change.localBaseUrl === undefined ? before.localBaseUrl : (change.localBaseUrl ?? undefined),
  };
  const hasKeys = KEYED_PROVIDERS.some((provider) => settings.keys[provider] !== undefined);
  const sealed = hasKeys ? key.seal({ place: placeOf(workspaceId), value: settings.keys }) : undefined;
  await sql
    .update(modelSettings)
    .set({
      roles: settings.roles,
      localBaseUrl: settings.localBaseUrl ?? null,
      keysEnc: sealed?.contentEnc ?? null,
      keyId: sealed?.keyId ?? null,
      updatedAt: at,
    })
    .where(eq(modelSettings.workspaceId, workspaceId));
  return settings;
}

function merged({
  before,
  change = {},
}: {
  before: Readonly<Record<string, string>>;
  change: Readonly<Record<string, string | null>> | undefined;
}): Record<string, string> {
  const entries = Object.entries({ ...before, ...change });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
