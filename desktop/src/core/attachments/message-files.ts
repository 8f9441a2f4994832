import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Ids } from '#core/ids.ts';
import type { Ledger } from '#core/ledger/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { MessageFile } from '#rpc/attachments.ts';
import { MESSAGE_FILES } from '#rpc/limits.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import type { AttachmentRepository, StoredAttachment } from './attachment-repository.ts';
import { shownFile } from './attachments.ts';

/** A file of a message, as the user's rules look at it. */
export interface ReadableFile {
  name: string;
  /** What is in a text; undefined: it cannot be looked into. */
  text: string | undefined;
}

/** The files of messages, on their way to the backend. */
export interface MessageFiles {
  /** In the transaction that stores the message. @throws DeviceError `invalid_data`: one is not there, or another's */
  give(giving: { requestId: string; ids: readonly string[] }): void;
  has(requestId: string): boolean;
  /** As the page shows them. */
  shown(requestId: string): MessageFile[];
  readable(requestId: string): ReadableFile[];
  /** As the backend that counts now knows them; undefined: it lacks one of them. */
  uploaded(requestId: string): string[] | undefined;
  /**
   * Gives the backend what it lacks; each stands in the ledger before it leaves. Once it `isOver`, nothing is written.
   * @throws DeviceError `invalid_data`: one is not taken, or not here any more; `busy`: not now
   */
  upload(requestId: string, life: { isOver: () => boolean }): Promise<void>;
  /** In a transaction: the backend does not have them, whatever it said. */
  forgetUploads(requestId: string): void;
}

/** The backend that counts now, as far as files go. */
export interface FilesBackend {
  /** Its name among the grants, and its address. */
  destination: () => string;
  address: () => string | null;
  /** @throws DeviceError `invalid_data`: not this file; `busy`: not now */
  upload: (file: { name: string; content: Blob }) => Promise<{ id: string; expiresAt: number }>;
}

/** What left as a file, in the ledger; its run is the message's request, since no run is there yet. */
const ACTION = 'attachment';
/** One that is about to go is as good as gone. */
const MARGIN_MS = 60_000;
const NOT_HERE = 'A file of this message is not on this device any more. Nothing was sent. Attach it again.';

export function createMessageFiles({
  database,
  repository,
  files,
  ledger,
  backend,
  lastSeq,
  clock,
  ids,
}: {
  database: DeviceDatabase;
  repository: AttachmentRepository;
  files: AttachmentFiles;
  ledger: Ledger;
  backend: FilesBackend;
  /** The number of the journal's newest change. */
  lastSeq: () => number;
  clock: Clock;
  ids: Ids;
}): MessageFiles {
  function isThere({ upload }: StoredAttachment): boolean {
    return upload !== undefined && upload.destination === backend.destination() && upload.expiresAt > clock.now() + MARGIN_MS;
  }

  function noteLeaving({ requestId, attachment }: { requestId: string; attachment: StoredAttachment }): void {
    const address = backend.address();
    database.write(() =>
      ledger.add({
        runId: requestId,
        callId: ids.next(),
        action: ACTION,
        tableName: null,
        rowIds: [attachment.id],
        revisions: undefined,
        rowCount: 0,
        bytes: attachment.bytes,
        clients: undefined,
        withheld: 0,
        replaced: 0,
        counted: false,
        payloadSha256: attachment.sha256,
        journalSeq: lastSeq(),
        at: clock.now(),
        ...(address === null ? {} : { destination: address }),
      }),
    );
  }

  async function uploadOne({
    requestId,
    attachment,
    isOver,
  }: {
    requestId: string;
    attachment: StoredAttachment;
    isOver: () => boolean;
  }): Promise<void> {
    const { id, name, sha256, contentType } = attachment;
    if (!files.has(sha256)) throw new DeviceError('invalid_data', NOT_HERE);
    const destination = backend.destination();
    noteLeaving({ requestId, attachment });
    const kept = await backend.upload({ name, content: await files.blob({ sha256, contentType }) });
    if (isOver()) return;
    if (backend.destination() !== destination)
      throw new DeviceError('busy', 'The backend was changed while the files of this message were on their way.');
    database.write(() => repository.setUpload({ id, upload: { ...kept, destination } }));
  }

  return {
    give({ requestId, ids: given }) {
      if (given.length > MESSAGE_FILES)
        throw new DeviceError(
          'invalid_data',
          'A message takes 10 files along at most. Nothing was sent. Send the others in another.',
        );
      if (repository.give({ requestId, ids: given }) < given.length)
        throw new DeviceError(
          'invalid_data',
          'A file of this message is not here any more: files wait a day to be sent. Nothing was sent. Attach it again.',
        );
    },
    has: (requestId) => repository.ofRequest(requestId).length > 0,
    shown: (requestId) => repository.ofRequest(requestId).map((attachment) => shownFile({ attachment, files })),
    readable: (requestId) =>
      repository.ofRequest(requestId).map(({ name, contentType, sha256 }) => ({
        name,
        text: contentType.startsWith('text/') && files.has(sha256) ? files.whole(sha256).toString('utf8') : undefined,
      })),
    uploaded(requestId) {
      const found = repository.ofRequest(requestId);
      return found.every(isThere) ? found.flatMap(({ upload }) => upload?.id ?? []) : undefined;
    },
    async upload(requestId, { isOver }) {
      // One after another: a slow line is not shared, and the order of the ledger is the message's.
      for (const attachment of repository.ofRequest(requestId))
        // oxlint-disable-next-line no-await-in-loop
        if (!isOver() && !isThere(attachment)) await uploadOne({ requestId, attachment, isOver });
    },
    forgetUploads(requestId) {
      for (const { id } of repository.ofRequest(requestId)) repository.setUpload({ id, upload: undefined });
    },
  };
}
