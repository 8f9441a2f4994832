import { attachments } from '@adiuva/drizzle/cloud';
import { attachmentTypeSchema, type AttachmentType } from '@adiuva/shared-protocol';
import { and, asc, eq, gt, inArray, isNull, lt, sql as statement } from 'drizzle-orm';
import { z } from 'zod';
import type { ContentKey } from './content-keys.ts';
import type { Sql } from './database.ts';

/** A file that a user gave along, without its bytes. */
export interface StoredAttachment {
  id: string;
  /** Undefined: no message uses it so far. */
  runId: string | undefined;
  contentType: AttachmentType;
  bytes: number;
  name: string;
  /** What can be read of a document; of an image, nothing. */
  text: string | undefined;
}

const metaSchema = z.object({ name: z.string(), text: z.string().optional() });
const metaPlace = (id: string): string => `attachments:${id}:meta`;
const contentPlace = (id: string): string => `attachments:${id}:content`;

const withoutBytes = {
  id: attachments.id,
  runId: attachments.runId,
  contentType: attachments.contentType,
  bytes: attachments.bytes,
  metaEnc: attachments.metaEnc,
  keyId: attachments.keyId,
};
type Row = Pick<typeof attachments.$inferSelect, keyof typeof withoutBytes>;

function toAttachment({ row, key }: { row: Row; key: ContentKey }): StoredAttachment {
  const { id, metaEnc, keyId } = row;
  const { name, text } = metaSchema.parse(key.open({ place: metaPlace(id), contentEnc: metaEnc, keyId }));
  return {
    id,
    runId: row.runId ?? undefined,
    contentType: attachmentTypeSchema.parse(row.contentType),
    bytes: row.bytes,
    name,
    text,
  };
}

interface Owner {
  workspaceId: string;
  userId: string;
}

const isOwn = ({ workspaceId, userId }: Owner) => and(eq(attachments.workspaceId, workspaceId), eq(attachments.userId, userId));

export async function insertAttachment({
  sql,
  key,
  owner,
  attachment: { id, contentType, content, name, text },
  at,
  expiresAt,
}: {
  sql: Sql;
  key: ContentKey;
  owner: Owner;
  attachment: { id: string; contentType: AttachmentType; content: Buffer; name: string; text: string | undefined };
  at: number;
  expiresAt: number;
}): Promise<void> {
  const { contentEnc, keyId } = key.sealBytes({ place: contentPlace(id), bytes: content });
  const meta = key.seal({ place: metaPlace(id), value: { name, text }, keyId });
  await sql.insert(attachments).values({
    id,
    ...owner,
    contentType,
    bytes: content.length,
    metaEnc: meta.contentEnc,
    contentEnc,
    keyId,
    createdAt: at,
    expiresAt,
  });
}

/** Bytes of a user's files that no message uses and that are still kept. */
export async function sumUnusedBytes({ sql, owner, now }: { sql: Sql; owner: Owner; now: number }): Promise<number> {
  const [row] = await sql
    .select({ bytes: statement<number>`coalesce(sum(${attachments.bytes}), 0)::float8` })
    .from(attachments)
    .where(and(isOwn(owner), isNull(attachments.runId), gt(attachments.expiresAt, now)));
  return row?.bytes ?? 0;
}

/** A user's own file with its bytes; one that has expired is no longer there. */
export async function readAttachment({
  sql,
  key,
  owner,
  id,
  now,
}: {
  sql: Sql;
  key: ContentKey;
  owner: Owner;
  id: string;
  now: number;
}): Promise<(StoredAttachment & { content: Buffer }) | undefined> {
  const [row] = await sql
    .select()
    .from(attachments)
    .where(and(isOwn(owner), eq(attachments.id, id), isKept(now)));
  return row && { ...toAttachment({ row, key }), content: openContent({ row, key }) };
}

export async function hasAttachment({
  sql,
  owner,
  id,
  now,
}: {
  sql: Sql;
  owner: Owner;
  id: string;
  now: number;
}): Promise<boolean> {
  const rows = await sql
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(isOwn(owner), eq(attachments.id, id), isKept(now)));
  return rows.length > 0;
}

const isKept = (now: number) => statement`(${attachments.expiresAt} is null or ${attachments.expiresAt} > ${now}::bigint)`;

/**
 * Gives a user's unused files to a run, in the caller's transaction and in the order of their ids. Answers how many it got:
 * fewer than asked for when one is not theirs, has expired, or is another run's.
 */
export async function giveAttachments({
  sql,
  owner,
  runId,
  ids,
  now,
}: {
  sql: Sql;
  owner: Owner;
  runId: string;
  ids: readonly string[];
  now: number;
}): Promise<number> {
  let given = 0;
  for (const [ordinal, id] of ids.entries()) {
    const rows = await sql
      .update(attachments)
      .set({ runId, ordinal, expiresAt: null })
      .where(and(isOwn(owner), eq(attachments.id, id), isNull(attachments.runId), gt(attachments.expiresAt, now)))
      .returning({ id: attachments.id });
    given += rows.length;
  }
  return given;
}

/** The files of these runs, in the order in which they were given along. */
export async function readAttachmentsOfRuns({
  sql,
  key,
  runIds,
}: {
  sql: Sql;
  key: ContentKey;
  runIds: readonly string[];
}): Promise<StoredAttachment[]> {
  if (runIds.length === 0) return [];
  const rows = await sql
    .select(withoutBytes)
    .from(attachments)
    .where(inArray(attachments.runId, [...runIds]))
    .orderBy(asc(attachments.runId), asc(attachments.ordinal));
  return rows.map((row) => toAttachment({ row, key }));
}

/** The bytes of these files, by id. */
export async function readContents({
  sql,
  key,
  ids,
}: {
  sql: Sql;
  key: ContentKey;
  ids: readonly string[];
}): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const rows = await sql
    .select({ id: attachments.id, contentEnc: attachments.contentEnc, keyId: attachments.keyId })
    .from(attachments)
    .where(inArray(attachments.id, [...ids]));
  return new Map(rows.map((row) => [row.id, openContent({ row, key })]));
}

function openContent({
  row: { id, contentEnc, keyId },
  key,
}: {
  row: Pick<typeof attachments.$inferSelect, 'id' | 'contentEnc' | 'keyId'>;
  key: ContentKey;
}): Buffer {
  return key.openBytes({ place: contentPlace(id), contentEnc, keyId });
}

export async function deleteExpiredAttachments({ sql, before }: { sql: Sql; before: number }): Promise<void> {
  await sql.delete(attachments).where(lt(attachments.expiresAt, before));
}
