import { bytesFromLatin1 } from '../text/latin1.ts';

/** Undoes a part's transfer encoding. Broken input gives what can be had of it. */
export function decodeTransfer({ body, encoding }: { body: string; encoding: string }): Uint8Array {
  switch (encoding) {
    case 'base64':
    case 'b':
      return decodeBase64(body);
    case 'quoted-printable':
    case 'q':
      return decodeQuotedPrintable(body);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
    case 'uue':
      return decodeUuencode(body);
    default:
      return bytesFromLatin1(body);
  }
}

/** Base64 with whatever lies between the letters skipped; padding in the middle starts a new run. */
export function decodeBase64(body: string): Uint8Array {
  const clean = body.replace(/[^A-Za-z0-9+/=]+/g, '');
  if (!/=[^=]/.test(clean)) return Buffer.from(clean, 'base64');
  const runs = clean.split(/=+/).filter((run) => run !== '');
  return Buffer.concat(runs.map((run) => Buffer.from(run, 'base64')));
}

const hex = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
};

/** Quoted-printable; an `=` that starts no escape stays as it is. */
export function decodeQuotedPrintable(body: string): Uint8Array {
  const text = body.includes('=') || /[ \t]\r?\n/.test(body) ? body.replace(/(?<![ \t])[ \t]+(?=\r?\n)/g, '') : body;
  const out = Buffer.alloc(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 61) {
      out[length++] = code;
      continue;
    }
    const next = text.charCodeAt(at + 1);
    if (next === 10) at += 1;
    else if (next === 13) at += text.charCodeAt(at + 2) === 10 ? 2 : 1;
    else if (at + 1 >= text.length) break;
    else {
      const high = hex(next);
      const low = hex(text.charCodeAt(at + 2));
      if (high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        at += 2;
      } else out[length++] = code;
    }
  }
  return out.subarray(0, length);
}

/** Uuencoded text, with or without its begin and end lines. */
export function decodeUuencode(body: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  const begin = /^begin \d{3} .*$/m.exec(body);
  const lines = (begin ? body.slice(begin.index + begin[0].length) : body).split(/\r?\n/);
  for (const line of lines) {
    if (line === '' || line === '`') continue;
    if (line === 'end') break;
    const count = (line.charCodeAt(0) - 32) & 63;
    const bytes = new Uint8Array(count);
    let filled = 0;
    for (let at = 1; at + 3 <= line.length + 2 && filled < count; at += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((offset) => ((line.charCodeAt(at + offset) || 32) - 32) & 63) as [
        number,
        number,
        number,
        number,
      ];
      for (const byte of [(a << 2) | (b >> 4), (b << 4) | (c >> 2), (c << 6) | d])
        if (filled < count) bytes[filled++] = byte & 255;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
