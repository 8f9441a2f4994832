import { decodeCharset, decodeStrictUtf8 } from './decode-charset.ts';

/** A text file's bytes to text: byte order marks first, then UTF-16 by its zero bytes, then UTF-8, then windows-1252. */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0))
    return decodeCharset({ bytes: bytes.subarray(2), charset: 'utf-16le' });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeCharset({ bytes: bytes.subarray(2), charset: 'utf-16be' });
  const zeros = zeroSides(bytes);
  if (zeros) return decodeCharset({ bytes, charset: zeros });
  const utf8 = decodeStrictUtf8(bytes);
  if (utf8 !== null) return utf8;
  return decodeCharset({ bytes, charset: bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf-8' : 'windows-1252' });
}

/** UTF-16 without a mark shows as zeros on one side of nearly every pair. */
function zeroSides(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 512) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.7 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}
