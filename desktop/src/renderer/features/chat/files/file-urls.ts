import type { MessageFile } from '#rpc/attachments.ts';
import type { Rpc } from '#renderer/rpc-client.ts';

const urls = new WeakMap<Rpc, Map<string, Promise<string>>>();

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
}

async function readWhole({ rpc, file }: { rpc: Rpc; file: MessageFile }): Promise<string> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset: number | undefined = 0; offset !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop
    const piece: { data: string; next_offset?: number | undefined } = await rpc.attachments.read({
      attachment_id: file.attachment_id,
      offset,
    });
    pieces.push(bytesOf(piece.data));
    offset = piece.next_offset;
  }
  return URL.createObjectURL(new Blob(pieces, { type: file.content_type }));
}

/** An address at which this window has a file's bytes, read once. @throws what the core says where it cannot be read */
export function fileUrl({ rpc, file }: { rpc: Rpc; file: MessageFile }): Promise<string> {
  const own = urls.get(rpc) ?? new Map<string, Promise<string>>();
  urls.set(rpc, own);
  const known = own.get(file.attachment_id);
  if (known) return known;
  const reading = readWhole({ rpc, file });
  own.set(file.attachment_id, reading);
  // Asked for again, it is read again.
  reading.catch(() => own.delete(file.attachment_id));
  return reading;
}
