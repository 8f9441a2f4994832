import { decodeCharset } from '../text/decode-charset.ts';
import { bytesFromLatin1 } from '../text/latin1.ts';
import { decodeHeaderText } from './encoded-words.ts';

export type HeaderWithParams = { value: string; params: Record<string, string> };

const parameter = /;[\s;]*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/gs;

/** `value; name=text`, with quoted strings, comments, RFC 2231 pieces and charsets. */
export function parseHeaderParams(raw: string): HeaderWithParams {
  const bounded = raw
    .slice(0, 20_000)
    .replace(/\((?:[^()"\\]|\\.)*\)/g, (comment, at: number) => (insideQuotes(raw, at) ? comment : ' '));
  const semicolon = bounded.indexOf(';');
  const value = (semicolon < 0 ? bounded : bounded.slice(0, semicolon)).trim().toLowerCase();
  const plain: Record<string, string> = Object.create(null);
  const pieces = new Map<string, { index: number; text: string; coded: boolean }[]>();
  if (semicolon >= 0) {
    for (const match of bounded.slice(semicolon).matchAll(parameter)) {
      const name = (match[1] as string).toLowerCase();
      const text = match[2] === undefined ? (match[3] as string).trim() : match[2].replace(/\\(.)/gs, '$1');
      const piece = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name);
      if (piece) {
        const list = pieces.get(piece[1] as string) ?? [];
        list.push({ index: Number(piece[2] ?? 0), text, coded: piece[2] === undefined || piece[3] === '*' });
        pieces.set(piece[1] as string, list);
      } else if (plain[name] === undefined) plain[name] = decodeHeaderText(text);
    }
  }
  for (const [name, list] of pieces) plain[name] = joinPieces(list);
  return { value, params: plain };
}

function joinPieces(list: { index: number; text: string; coded: boolean }[]): string {
  list.sort((a, b) => a.index - b.index);
  let charset: string | undefined;
  const bytes: Uint8Array[] = [];
  for (const [position, { text, coded }] of list.entries()) {
    let rest = text;
    if (position === 0 && coded) {
      const match = /^([^']*)'[^']*'(.*)$/s.exec(text);
      if (match) {
        charset = match[1] as string;
        rest = match[2] as string;
      }
    }
    const decoded = coded
      ? rest.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      : rest;
    bytes.push(bytesFromLatin1(decoded));
  }
  return decodeHeaderText(decodeCharset({ bytes: Buffer.concat(bytes), charset }));
}

function insideQuotes(raw: string, at: number): boolean {
  let quotes = 0;
  for (let index = 0; index < at; index++) if (raw.charCodeAt(index) === 34 && raw.charCodeAt(index - 1) !== 92) quotes++;
  return quotes % 2 === 1;
}
