import { ATTACHMENT_BYTES, type Attachment } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import { hasAttachment, insertAttachment, readAttachment, sumUnusedBytes } from '#backend/storage/attachment-repository.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database } from '#backend/storage/database.ts';
import { AttachmentError } from './attachment-error.ts';
import { readFile } from './read-file.ts';

/** How long a file is kept that no message uses, in milliseconds. */
const KEPT_MS = 24 * 60 * 60_000;
/** Bytes of a user's unused files at most. */
const UNUSED_BYTES = 10 * ATTACHMENT_BYTES;
const NAME_CHARACTERS = 200;

interface Owner {
  workspaceId: string;
  userId: string;
}

/** Files that users give along with messages. */
export interface Attachments {
  /** Reads and keeps a file. @throws AttachmentError */
  add(file: { owner: Owner; name: string; bytes: Buffer }): Promise<Attachment>;
  has(request: { owner: Owner; id: string }): Promise<boolean>;
  /** Undefined: the user has no such file, or no longer. */
  read(request: { owner: Owner; id: string }): Promise<{ name: string; contentType: string; content: Buffer } | undefined>;
}

/** The last part of a path, without what no file's name holds. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex
  const plain = last.replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return plain === '' ? 'file' : plain.slice(-NAME_CHARACTERS).toWellFormed();
}

export function createAttachments({
  database,
  contentKeys,
  clock,
  newId,
}: {
  database: Database;
  contentKeys: ContentKeys;
  clock: Clock;
  newId: NewId;
}): Attachments {
  const { sql } = database;
  return {
    async add({ owner, name: given, bytes }) {
      const name = plainName(given);
      const at = clock.now();
      if (bytes.length + (await sumUnusedBytes({ sql, owner, now: at })) > UNUSED_BYTES) {
        throw new AttachmentError({
          code: 'too_much',
          message: `“${name}” was not taken: too many files wait to be sent. Send or leave some of them first.`,
        });
      }
      const { contentType, text } = await readFile({ name, bytes });
      const id = newId();
      const expiresAt = at + KEPT_MS;
      const key = await contentKeys.of(owner.workspaceId);
      await insertAttachment({ sql, key, owner, attachment: { id, contentType, content: bytes, name, text }, at, expiresAt });
      return { attachment_id: id, name, content_type: contentType, bytes: bytes.length, expires_at: expiresAt };
    },
    has: ({ owner, id }) => hasAttachment({ sql, owner, id, now: clock.now() }),
    async read({ owner, id }) {
      const key = await contentKeys.of(owner.workspaceId);
      return readAttachment({ sql, key, owner, id, now: clock.now() });
    },
  };
}
