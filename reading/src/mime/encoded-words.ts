import { decodeCharset } from '../text/decode-charset.ts';
import { bytesFromLatin1 } from '../text/latin1.ts';
import { decodeBase64, decodeQuotedPrintable } from './decode-transfer.ts';

const word = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/giy;
const start = /=\?[^?\s]{1,60}\?[bq]\?/i;

type Run = { charset: string; bytes: Uint8Array[] };

/**
 * A header value as raw bytes (latin1) to text: encoded words (RFC 2047) decoded, also where they stand in quotes or touch
 * other text; neighbours of one charset are joined as bytes first, because writers split letters between them.
 */
export function decodeHeaderText(raw: string): string {
  if (!start.test(raw)) return decodeRawHeader(raw);
  let text = '';
  let at = 0;
  let run = null as Run | null;
  const flush = (): void => {
    if (run) text += decodeCharset({ bytes: Buffer.concat(run.bytes), charset: run.charset });
    run = null;
  };
  while (at < raw.length) {
    const next = raw.indexOf('=?', at);
    if (next < 0) break;
    word.lastIndex = next;
    const match = word.exec(raw);
    if (!match) {
      flush();
      text += decodeRawHeader(raw.slice(at, next + 2));
      at = next + 2;
      continue;
    }
    const between = raw.slice(at, next);
    if (!(run && /^\s*$/.test(between))) {
      flush();
      text += decodeRawHeader(between);
    }
    const charset = (match[1] as string).toLowerCase().replace(/\*.*$/, '');
    const body = match[3] as string;
    const bytes =
      (match[2] as string).toLowerCase() === 'b' ? decodeBase64(body) : decodeQuotedPrintable(body.replaceAll('_', '=20'));
    const current: Run | null = run;
    if (current?.charset === charset) current.bytes.push(bytes);
    else {
      flush();
      run = { charset, bytes: [bytes] };
    }
    at = next + match[0].length;
  }
  flush();
  return text + decodeRawHeader(raw.slice(at));
}

/** Raw eight-bit header text, which standards forbid and mail contains: UTF-8 if valid, else windows-1252. */
function decodeRawHeader(raw: string): string {
  // oxlint-disable-next-line no-control-regex
  return /[\u0080-\u00FF]/.test(raw) ? decodeCharset({ bytes: bytesFromLatin1(raw) }) : raw;
}
