import type { MessageFiles } from '#core/attachments/index.ts';
import { DeviceError } from '#core/device-error.ts';

/** What becomes of a message's files. */
export interface FileSendingEnd {
  /** The backend has them all. */
  sent: (requestId: string) => void;
  /** It does not take one of them. */
  refused: (failure: { requestId: string; sentence: string }) => void;
  /** Not now. */
  deferred: (failure: { requestId: string; sentence: string }) => void;
}

/** Sends the files of messages ahead of what the user said, each message's once at a time. */
export interface FileSending {
  /** False: they are on their way already. */
  begin(requestId: string): boolean;
  /** Nothing is told of any more. */
  dispose(): void;
}

const NOT_READ = 'The files of this message could not be read.';

export function createFileSending({ files, end }: { files: MessageFiles; end: FileSendingEnd }): FileSending {
  const underway = new Set<string>();
  let isOver = false;

  async function send(requestId: string): Promise<void> {
    let told = (): void => end.sent(requestId);
    try {
      await files.upload(requestId, { isOver: () => isOver });
    } catch (cause) {
      const sentence = cause instanceof DeviceError ? cause.message : NOT_READ;
      const isRefused = cause instanceof DeviceError && cause.code === 'invalid_data';
      told = () => (isRefused ? end.refused : end.deferred)({ requestId, sentence });
    }
    underway.delete(requestId);
    if (!isOver) told();
  }

  return {
    begin(requestId) {
      if (isOver || underway.has(requestId)) return false;
      underway.add(requestId);
      void send(requestId);
      return true;
    },
    dispose() {
      isOver = true;
    },
  };
}
