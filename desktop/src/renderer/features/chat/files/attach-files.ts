import { ATTACHMENT_BYTES, ATTACHMENT_TYPES } from '@adiuva/shared-protocol';
import type { MessageFile } from '#rpc/attachments.ts';
import { PIECE_BYTES } from '#rpc/limits.ts';
import type { Rpc } from '#renderer/rpc-client.ts';

/** More than this, no model looks at. */
const LONGEST_SIDE = 2_048;

const namedTypes: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
  text: 'text/plain',
};

/** Why a file cannot go along, in a sentence; undefined: it can. */
export function faultOf({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | undefined {
  const known = namedTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? type;
  if (!ATTACHMENT_TYPES.some((one) => one === known))
    return `“${name}” was not attached: images (png, jpg, gif, webp), PDF, txt and md are taken.`;
  if (size > ATTACHMENT_BYTES) return `“${name}” was not attached: it is larger than 20 MB.`;
  return size === 0 ? `“${name}” was not attached: it is empty.` : undefined;
}

/** An image as large as models look at; what is smaller, moves, or is none stays as it is. */
async function asModelsSee(file: File): Promise<Blob> {
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(file.type)) return file;
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return file;
  const scale = LONGEST_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) {
    bitmap.close();
    return file;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  bitmap.close();
  const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, file.type, 0.9));
  return smaller ?? file;
}

function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')));
    reader.readAsDataURL(piece);
  });
}

/** Gives a file to the core in pieces. @throws what the core says of it */
export async function keepFile({ rpc, file }: { rpc: Rpc; file: File }): Promise<{ kept: MessageFile; content: Blob }> {
  const content = await asModelsSee(file);
  const { upload_id: uploadId } = await rpc.attachments.begin({ name: file.name || 'pasted.png', bytes: content.size });
  for (let offset = 0; offset < content.size; offset += PIECE_BYTES) {
    // Each piece is the next one to the core.
    // oxlint-disable-next-line no-await-in-loop
    const data = await base64Of(content.slice(offset, offset + PIECE_BYTES));
    // oxlint-disable-next-line no-await-in-loop
    await rpc.attachments.append({ upload_id: uploadId, offset, data });
  }
  return { kept: await rpc.attachments.finish({ upload_id: uploadId }), content };
}
