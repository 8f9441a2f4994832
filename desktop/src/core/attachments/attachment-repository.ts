import { attachmentTypeSchema, type AttachmentType } from '@adiuva/shared-protocol';
import { chatAttachments } from '@adiuva/drizzle/local';
import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';

/** A file that the user gave; its bytes lie under their hash. */
export interface StoredAttachment {
  id: string;
  /** Null until a message takes it along. */
  requestId: string | null;
  name: string;
  contentType: AttachmentType;
  bytes: number;
  sha256: string;
  createdAt: number;
  /** As a backend knows it, which one, and until when. */
  upload: { id: string; destination: string; expiresAt: number } | undefined;
}

export interface AttachmentRepository {
  add(attachment: Omit<StoredAttachment, 'requestId' | 'upload'>): void;
  find(id: string): StoredAttachment | undefined;
  /** A message's, in its order. */
  ofRequest(requestId: string): StoredAttachment[];
  /** Gives files to a message, in this order; answers how many were free to be given. */
  give(giving: { requestId: string; ids: readonly string[] }): number;
  setUpload(change: { id: string; upload: StoredAttachment['upload'] }): void;
  remove(id: string): void;
  /** Those that no message took along since before an instant. */
  removeUnused(before: number): void;
  isHeld(sha256: string): boolean;
}

type Row = typeof chatAttachments.$inferSelect;

function read(row: Row): StoredAttachment {
  const { id, requestId, name, bytes, sha256, createdAt, uploadId, uploadDestination, uploadExpiresAt } = row;
  const isUploaded = uploadId !== null && uploadDestination !== null && uploadExpiresAt !== null;
  return {
    id,
    requestId,
    name,
    contentType: attachmentTypeSchema.parse(row.contentType),
    bytes,
    sha256,
    createdAt,
    upload: isUploaded ? { id: uploadId, destination: uploadDestination, expiresAt: uploadExpiresAt } : undefined,
  };
}

export function createAttachmentRepository({ db }: DeviceDatabase): AttachmentRepository {
  const ofRequest = db
    .select()
    .from(chatAttachments)
    .where(eq(chatAttachments.requestId, sql.placeholder('requestId')))
    .orderBy(asc(chatAttachments.ordinal))
    .prepare();
  return {
    add(attachment) {
      db.insert(chatAttachments).values(attachment).run();
    },
    find(id) {
      const row = db.select().from(chatAttachments).where(eq(chatAttachments.id, id)).get();
      return row && read(row);
    },
    ofRequest: (requestId) => ofRequest.all({ requestId }).map(read),
    give({ requestId, ids }) {
      let given = 0;
      for (const [ordinal, id] of ids.entries())
        given += db
          .update(chatAttachments)
          .set({ requestId, ordinal })
          .where(and(eq(chatAttachments.id, id), isNull(chatAttachments.requestId)))
          .run().changes;
      return given;
    },
    setUpload({ id, upload }) {
      db.update(chatAttachments)
        .set({
          uploadId: upload?.id ?? null,
          uploadDestination: upload?.destination ?? null,
          uploadExpiresAt: upload?.expiresAt ?? null,
        })
        .where(eq(chatAttachments.id, id))
        .run();
    },
    remove(id) {
      db.delete(chatAttachments).where(eq(chatAttachments.id, id)).run();
    },
    removeUnused(before) {
      db.delete(chatAttachments)
        .where(and(isNull(chatAttachments.requestId), lt(chatAttachments.createdAt, before)))
        .run();
    },
    isHeld: (sha256) =>
      db.select({ id: chatAttachments.id }).from(chatAttachments).where(eq(chatAttachments.sha256, sha256)).limit(1).get() !==
      undefined,
  };
}
