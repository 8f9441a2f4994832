import type { AttachmentType } from '@adiuva/shared-protocol';

/** Bytes at a file's beginning that tell what it is. */
export const HEAD_BYTES = 16;

const signatures: readonly { type: AttachmentType; fits: (head: Buffer) => boolean }[] = [
  {
    type: 'image/png',
    fits: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  },
  { type: 'image/jpeg', fits: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { type: 'image/gif', fits: (head) => /^GIF8[79]a/.test(head.toString('latin1')) },
  { type: 'image/webp', fits: (head) => /^RIFF....WEBP/s.test(head.toString('latin1')) },
  { type: 'application/pdf', fits: (head) => head.toString('latin1').startsWith('%PDF-') },
];

/** What a file is by its first bytes; a text, by its name. Undefined: of a kind that is not taken. */
export function contentTypeOf({ head, name }: { head: Buffer; name: string }): AttachmentType | undefined {
  const signed = signatures.find(({ fits }) => fits(head));
  if (signed) return signed.type;
  if (head.includes(0)) return undefined;
  if (/\.(?:md|markdown)$/i.test(name)) return 'text/markdown';
  return /\.te?xt$/i.test(name) ? 'text/plain' : undefined;
}
