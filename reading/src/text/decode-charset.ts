import { TextDecoder } from 'node:util';
import { decodeUtf7 } from './decode-utf7.ts';

/** Names that mail uses and the encoding standard's labels do not know. */
const aliases: Record<string, string> = {
  'unicode-1-1-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  'utf-8-sig': 'utf-8',
  cp65001: 'utf-8',
  '65001': 'utf-8',
  ascii7: 'us-ascii',
  'ansi_x3.4-1968': 'us-ascii',
  default: 'us-ascii',
  'x-unknown': 'us-ascii',
  'unknown-8bit': 'us-ascii',
  '8bit': 'us-ascii',
  ansi: 'windows-1252',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-8859-6-e': 'iso-8859-6',
  'iso-8859-6-i': 'iso-8859-6',
  cp936: 'gbk',
  ms936: 'gbk',
  'x-euc-cn': 'gbk',
  cp950: 'big5',
  'big5-hkscs': 'big5',
  cp949: 'euc-kr',
  ks_c_5601: 'euc-kr',
  'ks_c_5601-1987': 'euc-kr',
  cp932: 'shift_jis',
  'windows-932': 'shift_jis',
  'windows-31j': 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  'x-mac-roman': 'macintosh',
  macroman: 'macintosh',
  cp866: 'ibm866',
  cp874: 'windows-874',
  tis620: 'windows-874',
};

const decoders = new Map<string, TextDecoder | null>();

function decoderFor(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  let decoder: TextDecoder | null;
  try {
    decoder = new TextDecoder(label, { ignoreBOM: false });
  } catch {
    decoder = null;
  }
  if (decoders.size < 200) decoders.set(label, decoder);
  return decoder;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 when the bytes are that, else null. */
export function decodeStrictUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

function canonicalLabel(charset: string): string {
  const name = charset
    .toLowerCase()
    .replace(/["'\s]/g, '')
    .replace(/^charset=/, '');
  if (aliases[name]) return aliases[name];
  const codePage = /^(?:cp|win|windows|x-cp|ms)[-_]?(125\d|874)$/.exec(name);
  if (codePage) return `windows-${codePage[1]}`;
  const iso = /^(?:iso|latin)?[-_ ]?8859[-_]?(\d{1,2})$/.exec(name);
  if (iso) return `iso-8859-${iso[1]}`;
  return name;
}

/** Text without a usable declaration: UTF-8 when it is valid, else the one-byte charset most mail means. */
function decodeUndeclared(bytes: Uint8Array): string {
  return decodeStrictUtf8(bytes) ?? (decoderFor('windows-1252') as TextDecoder).decode(bytes);
}

/** Bytes in a declared charset to text. Never throws: a wrong or unknown charset falls back to what the bytes look like. */
export function decodeCharset({ bytes, charset }: { bytes: Uint8Array; charset?: string | undefined }): string {
  const label = charset ? canonicalLabel(charset) : '';
  if (label === 'utf-7' || label === 'unicode-1-1-utf-7') return decodeUtf7(bytes);
  if (label === '' || label === 'us-ascii' || label === 'ascii' || label === 'utf-8' || label === 'utf8') {
    if (label === '' || label.startsWith('utf') || hasHighBytes(bytes))
      return label.startsWith('utf') ? decodeDeclaredUtf8(bytes) : decodeUndeclared(bytes);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
  // One-byte text that is valid UTF-8 beyond ASCII was declared wrongly: letters do not fall into its pattern by chance.
  if (/^(?:iso-8859|latin1|windows-125|macintosh|koi8)/.test(label) && hasHighBytes(bytes)) {
    const utf8 = decodeStrictUtf8(bytes);
    if (utf8 !== null) return utf8;
  }
  const decoder = decoderFor(label);
  return decoder ? decoder.decode(bytes) : decodeUndeclared(bytes);
}

function hasHighBytes(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 127) return true;
  return false;
}

/** Declared UTF-8 that is not: a few broken sequences become U+FFFD, a text full of them was a one-byte charset. */
function decodeDeclaredUtf8(bytes: Uint8Array): string {
  const strict = decodeStrictUtf8(bytes);
  if (strict !== null) return strict;
  const loose = (decoderFor('utf-8') as TextDecoder).decode(bytes);
  const broken = loose.split('\uFFFD').length - 1;
  let high = 0;
  for (const byte of bytes) if (byte > 127) high++;
  return broken * 2 > high ? (decoderFor('windows-1252') as TextDecoder).decode(bytes) : loose;
}
