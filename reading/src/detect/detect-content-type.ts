import { fileTypeFromBuffer } from 'file-type';
import { decodeFile } from '../text/decode-file.ts';
import { latin1FromBytes } from '../text/latin1.ts';
import type { ContentType, Detected } from './content-type.ts';
import { extensionOf, mimeByExtension } from './mime-by-extension.ts';
import { moreSignature, registeredName } from './more-signatures.ts';
import { compoundFileMime } from './office-container.ts';
import { textKind } from './text-kind.ts';
import { zipMime } from './zip-container.ts';

const headBytes = 256 * 1024;

/** Tells what a file is from its bytes; its name counts only where bytes cannot tell, so a name that lies misleads nobody. */
export async function detectContentType({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<Detected> {
  if (bytes.length === 0) return { contentType: 'unknown', mime: 'application/x-empty' };
  const head = bytes.subarray(0, headBytes);
  const binary = latin1FromBytes(head);
  const own = ownSignature({ binary, bytes });
  if (own) return withContentType(own);
  if (!looksLikeText(head)) {
    const known = await librarySignature(head);
    if (known) return withContentType(known);
    const named = mimeByExtension(name);
    // Without any magic a binary is believed its name only where the format has no magic to show.
    return named && /^(?:image\/x-tga|audio\/mpeg|video\/mpeg|application\/x-tar)$/.test(named)
      ? withContentType(named)
      : { contentType: 'unknown', mime: 'application/octet-stream' };
  }
  const text = decodeFile(head);
  const kind = textKind({ text, name, whole: bytes.length <= headBytes });
  if (kind.mime !== 'text/plain') return kind;
  const known = await librarySignature(head);
  if (known && !/xml|ms-asf|x-mie|octet/.test(known)) return withContentType(known);
  return extensionOf(name) === 'msg' && bytes.length < 8 ? { contentType: 'unknown', mime: 'application/octet-stream' } : kind;
}

function ownSignature({ binary, bytes }: { binary: string; bytes: Uint8Array }): string | null {
  const trimmed = binary.slice(0, 1100);
  if (trimmed.startsWith('{\\rtf')) return 'application/rtf';
  if (/^(?:\xEF\xBB\xBF)?\s{0,16}%PDF-/.test(trimmed) || (trimmed.includes('%PDF-1.') && !/^\s*(?:<|[\w-]+:)/.test(trimmed)))
    return 'application/pdf';
  if (trimmed.startsWith('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'))
    return compoundFileMime(bytes.length > headBytes ? binary + latin1FromBytes(bytes.subarray(-headBytes)) : binary);
  if (trimmed.startsWith('PK\x03\x04')) {
    const tail = bytes.length > headBytes ? latin1FromBytes(bytes.subarray(-65_536)) : '';
    return zipMime(binary + tail);
  }
  return moreSignature(binary);
}

async function librarySignature(head: Uint8Array): Promise<string | null> {
  try {
    const found = await fileTypeFromBuffer(head);
    return found ? registeredName(found.mime) : null;
  } catch {
    // A file cut short inside its own magic is one that nobody recognises.
    return null;
  }
}

/** Text has no controls but the usual ones; UTF-16 has zeros on one side of its pairs. */
function looksLikeText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return head.length > 3 && !(head[2] === 0 && head[3] === 0);
  const sample = head.subarray(0, 8192);
  let controls = 0;
  let zeros = 0;
  for (const byte of sample) {
    if (byte === 0) zeros++;
    else if (
      byte < 32 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 13 &&
      byte !== 12 &&
      byte !== 27 &&
      byte !== 8 &&
      byte !== 11 &&
      byte !== 26
    )
      controls++;
  }
  if (zeros > sample.length * 0.3 && zeros < sample.length * 0.6 && controls < sample.length * 0.02)
    return !/\0\0/.test(latin1FromBytes(sample.subarray(0, 64)));
  return zeros <= sample.length * 0.002 && controls <= Math.max(sample.length > 200 ? 2 : 0, sample.length * 0.01);
}

const exact: Record<string, ContentType> = {
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'application/vnd.ms-outlook': 'msg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-word.document.macroenabled.12': 'docx',
  'text/calendar': 'calendar',
  'text/vcard': 'plain_text',
  'text/vtt': 'plain_text',
  'audio/x-mpegurl': 'plain_text',
  'application/pgp-encrypted': 'plain_text',
  'application/pgp-signature': 'plain_text',
  'application/pgp-keys': 'plain_text',
  'application/x-x509-ca-cert': 'plain_text',
};
const archives =
  /^application\/(?:zip|x-tar|gzip|x-bzip2?|x-xz|x-7z-compressed|vnd\.rar|x-compress|zstd|x-lzip|x-lz4|x-cpio|x-arj|x-lzh-compressed|x-lzma|x-iso9660-image|vnd\.ms-cab-compressed|java-archive|x-ace-compressed|x-alz|x-unix-archive|x-archive|x-deb|x-debian-package|x-rpm|x-apple-diskimage|x-asar|x-lzop|x-stuffit|vnd\.android\.package-archive)$/;

function withContentType(mime: string): Detected {
  const kind = exact[mime];
  if (kind) return { contentType: kind, mime };
  const group = mime.slice(0, mime.indexOf('/'));
  if (group === 'image' || group === 'audio' || group === 'video') return { contentType: group, mime };
  return { contentType: archives.test(mime) ? 'archive' : 'unknown', mime };
}
