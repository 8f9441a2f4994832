import { ATTACHMENT_BYTES } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Ids } from '#core/ids.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { MessageFile } from '#rpc/attachments.ts';
import { PIECE_BYTES } from '#rpc/limits.ts';
import type { AttachmentFiles, IncomingFile } from './attachment-files.ts';
import type { AttachmentRepository, StoredAttachment } from './attachment-repository.ts';
import { contentTypeOf, HEAD_BYTES } from './content-type.ts';

/** Files that the user gives along with messages, as they come from the page and go back to it. */
export interface Attachments {
  /** @throws DeviceError `invalid_data`: too large, empty, or too many at once */
  begin(file: { name: string; bytes: number }): { upload_id: string };
  /** @throws DeviceError `not_found`: it was not announced, or is too long ago; `conflict`: not the next piece */
  append(piece: { upload_id: string; offset: number; data: string }): void;
  /** @throws DeviceError `invalid_data`: not whole, or of a kind that is not taken */
  finish(uploadId: string): MessageFile;
  discard(id: string): void;
  /** @throws DeviceError `not_found` */
  read(place: { attachment_id: string; offset: number }): { data: string; next_offset?: number };
  /** Lets go of what nobody needs, now and from time to time: files that no message took along within a day, and their bytes. */
  tidy(): void;
  dispose(): void;
}

const KEPT_MS = 24 * 60 * 60_000;
const TIDY_EVERY_MS = 6 * 60 * 60_000;
/** A file whose next piece does not come. */
const PATIENCE_MS = 10 * 60_000;
const AT_ONCE = 10;
const NAME_CHARACTERS = 200;
const GONE = 'This file did not come in whole. Attach it again.';
const NOT_TAKEN = 'Images (png, jpg, gif, webp), PDF, txt and md are.';

/** The last part of a path, without what no file's name holds. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return plain === '' ? 'file' : plain.slice(-NAME_CHARACTERS).toWellFormed();
}

interface Coming {
  name: string;
  bytes: number;
  received: number;
  head: Buffer;
  file: IncomingFile;
  cancel: () => void;
}

/** A file as the page shows it. */
export function shownFile({ attachment, files }: { attachment: StoredAttachment; files: AttachmentFiles }): MessageFile {
  const { id, name, contentType, bytes, sha256 } = attachment;
  return { attachment_id: id, name, content_type: contentType, bytes, missing: !files.has(sha256) };
}

export function createAttachments({
  database,
  repository,
  files,
  isRecovering,
  clock,
  ids,
}: {
  database: DeviceDatabase;
  repository: AttachmentRepository;
  files: AttachmentFiles;
  /** The database is an empty one until the user chose: what it does not name may still be needed. */
  isRecovering: () => boolean;
  clock: Clock;
  ids: Ids;
}): Attachments {
  const coming = new Map<string, Coming>();
  let cancelTidy: (() => void) | undefined;

  function drop(uploadId: string): void {
    const upload = coming.get(uploadId);
    coming.delete(uploadId);
    upload?.cancel();
    upload?.file.drop();
  }

  function patience(uploadId: string): () => void {
    return clock.after(PATIENCE_MS, () => drop(uploadId));
  }

  function comingOf(uploadId: string): Coming {
    const upload = coming.get(uploadId);
    if (!upload) throw new DeviceError('not_found', GONE);
    return upload;
  }

  /** The bytes of what no row names any more. */
  function release(sha256: string): void {
    if (!repository.isHeld(sha256)) files.remove(sha256);
  }

  function tidyNowAndThen(): void {
    cancelTidy = clock.after(TIDY_EVERY_MS, tidyNowAndThen);
    const before = clock.now() - KEPT_MS;
    if (isRecovering()) return;
    database.write(() => repository.removeUnused(before));
    for (const { sha256, at } of files.list()) if (at < before) release(sha256);
  }

  return {
    begin({ name: given, bytes }) {
      const name = plainName(given);
      if (bytes > ATTACHMENT_BYTES)
        throw new DeviceError('invalid_data', `“${name}” is larger than 20 MB, so it was not attached. Attach a smaller one.`);
      if (bytes === 0) throw new DeviceError('invalid_data', `“${name}” is empty, so it was not attached.`);
      if (coming.size >= AT_ONCE)
        throw new DeviceError(
          'invalid_data',
          `“${name}” was not attached: too many files come in at once. Attach it again in a moment.`,
        );
      const uploadId = ids.next();
      const head = Buffer.alloc(0);
      coming.set(uploadId, { name, bytes, received: 0, head, file: files.begin(), cancel: patience(uploadId) });
      return { upload_id: uploadId };
    },
    append({ upload_id: uploadId, offset, data }) {
      const upload = comingOf(uploadId);
      const piece = Buffer.from(data, 'base64');
      if (offset !== upload.received || upload.received + piece.length > upload.bytes) {
        drop(uploadId);
        throw new DeviceError('conflict', GONE);
      }
      upload.file.append(piece);
      if (upload.head.length < HEAD_BYTES) upload.head = Buffer.concat([upload.head, piece]).subarray(0, HEAD_BYTES);
      upload.received += piece.length;
      upload.cancel();
      upload.cancel = patience(uploadId);
    },
    finish(uploadId) {
      const { name, bytes, received, head, file, cancel } = comingOf(uploadId);
      const contentType = contentTypeOf({ head, name });
      if (received !== bytes || contentType === undefined) {
        drop(uploadId);
        if (received !== bytes) throw new DeviceError('invalid_data', GONE);
        throw new DeviceError('invalid_data', `“${name}” is of a kind that is not taken, so it was not attached. ${NOT_TAKEN}`);
      }
      cancel();
      coming.delete(uploadId);
      try {
        const { sha256 } = file.keep();
        const attachment = { id: ids.next(), name, contentType, bytes, sha256, createdAt: clock.now() };
        database.write(() => repository.add(attachment));
        return shownFile({ attachment: { ...attachment, requestId: null, upload: undefined }, files });
      } finally {
        file.drop();
      }
    },
    discard(id) {
      const attachment = repository.find(id);
      if (!attachment || attachment.requestId !== null) return;
      database.write(() => repository.remove(id));
      release(attachment.sha256);
    },
    read({ attachment_id: id, offset }) {
      const attachment = repository.find(id);
      if (!attachment || !files.has(attachment.sha256))
        throw new DeviceError('not_found', 'This file is not on this device any more.');
      const piece = files.piece({ sha256: attachment.sha256, offset, bytes: PIECE_BYTES });
      const next = offset + piece.length;
      return { data: piece.toString('base64'), ...(next < attachment.bytes && piece.length > 0 ? { next_offset: next } : {}) };
    },
    tidy: tidyNowAndThen,
    dispose() {
      cancelTidy?.();
      for (const uploadId of coming.keys()) drop(uploadId);
    },
  };
}
