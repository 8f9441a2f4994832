import { bytesFromLatin1, latin1FromBytes } from '../text/latin1.ts';
import { decodeTransfer } from './decode-transfer.ts';
import { type HeaderWithParams, parseHeaderParams } from './header-params.ts';
import { type Header, headerValue, parseHeaders } from './parse-headers.ts';

/** One entity of a message. `raw` is the text that `start` and `end` (of the still encoded body) point into. */
export type MimePart = {
  headers: Header[];
  type: string;
  params: Record<string, string>;
  disposition: HeaderWithParams | null;
  encoding: string;
  raw: string;
  start: number;
  end: number;
  children: MimePart[];
};

type Budget = { parts: number; cut: boolean };

/** A mail nests a few levels; what goes deeper is meant to hurt. */
const maximumDepth = 24;
const maximumParts = 10_000;

export type ParsedMessage = { root: MimePart; cut: boolean };

/** Bytes of a mail to its tree of parts. `cut` tells that parts past the limits were left out. */
export function parseMessage(bytes: Uint8Array): ParsedMessage {
  const raw = latin1FromBytes(bytes).replace(/^(?:\u00EF\u00BB\u00BF)?[\r\n]+/, '');
  const budget: Budget = { parts: maximumParts, cut: false };
  const root = parseEntity({
    raw,
    start: raw.startsWith('\u00EF\u00BB\u00BF') ? 3 : 0,
    end: raw.length,
    depth: 0,
    budget,
    defaultType: 'text/plain',
  });
  return { root, cut: budget.cut };
}

type Entity = { raw: string; start: number; end: number; depth: number; budget: Budget; defaultType: string };

function parseEntity({ raw, start, end, depth, budget, defaultType }: Entity): MimePart {
  budget.parts--;
  const block = parseHeaders({ raw, start, end });
  const { headers } = block;
  const content = parseHeaderParams(headerValue(headers, 'content-type') ?? '');
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(content.value) ? content.value : mendedType(content.value, defaultType);
  const disposition = headerValue(headers, 'content-disposition');
  const part: MimePart = {
    headers,
    type,
    params: content.params,
    disposition: disposition === undefined ? null : parseHeaderParams(disposition),
    encoding: (headerValue(headers, 'content-transfer-encoding') ?? '')
      .toLowerCase()
      .replace(/[\s;"'(].*$/s, '')
      .trim(),
    raw,
    start: block.bodyStart,
    end,
    children: [],
  };
  if (depth >= maximumDepth) {
    budget.cut ||= type.startsWith('multipart/') || type === 'message/rfc822';
    return part;
  }
  if (type.startsWith('multipart/')) parseChildren({ part, depth, budget });
  else if (type === 'message/rfc822' || type === 'message/global') parseEmbedded({ part, depth, budget });
  return part;
}

/** `text`, `html`, `multipart` alone: written by old or careless software, and clear enough. */
function mendedType(value: string, defaultType: string): string {
  if (value === 'text' || value === 'plain') return 'text/plain';
  if (value === 'html') return 'text/html';
  if (/^multipart\b/.test(value)) return 'multipart/mixed';
  return /^[\w.+-]+\/[\w.+-]+/.exec(value)?.[0] ?? defaultType;
}

function parseChildren({ part, depth, budget }: { part: MimePart; depth: number; budget: Budget }): void {
  const { raw, start, end } = part;
  const boundary = part.params['boundary'] ?? guessBoundary({ raw, start, end });
  const ranges = boundary ? boundaryRanges({ raw, start, end, boundary: bytesAsLatin1(boundary) }) : [];
  if (ranges.length === 0) {
    // A multipart without its boundary is read as the text it contains.
    part.type = 'text/plain';
    return;
  }
  const defaultType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  for (const range of ranges) {
    if (budget.parts <= 0) {
      budget.cut = true;
      return;
    }
    part.children.push(parseEntity({ raw, start: range.start, end: range.end, depth: depth + 1, budget, defaultType }));
  }
}

function bytesAsLatin1(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return /[^\u0000-\u00FF]/.test(text) ? latin1FromBytes(Buffer.from(text)) : text;
}

function guessBoundary({ raw, start, end }: { raw: string; start: number; end: number }): string | null {
  const match = /(?:^|\n)--([^\s-][^\r\n]{5,69}|-{2,}[^\r\n]{5,69})\r?\n(?:content-|\r?\n)/i.exec(
    raw.slice(start, Math.min(end, start + 20_000)),
  );
  return match ? (match[1] as string).trimEnd() : null;
}

/** The stretches between a boundary's lines; a missing last line ends at the parent's end. */
function boundaryRanges({
  raw,
  start,
  end,
  boundary,
}: {
  raw: string;
  start: number;
  end: number;
  boundary: string;
}): { start: number; end: number }[] {
  const delimiter = `--${boundary}`;
  const ranges: { start: number; end: number }[] = [];
  let open = -1;
  let at = raw.indexOf(delimiter, start);
  while (at >= 0 && at < end) {
    const before = at === start ? 10 : raw.charCodeAt(at - 1);
    let after = at + delimiter.length;
    if (before !== 10 && before !== 13) {
      at = raw.indexOf(delimiter, at + 2);
      continue;
    }
    const closes = raw.startsWith('--', after);
    if (closes) after += 2;
    while (after < end && (raw.charCodeAt(after) === 32 || raw.charCodeAt(after) === 9)) after++;
    const ending = after >= end ? 10 : raw.charCodeAt(after);
    if (ending !== 10 && ending !== 13) {
      at = raw.indexOf(delimiter, at + 2);
      continue;
    }
    if (open >= 0) ranges.push({ start: open, end: Math.max(open, trimLineEnd(raw, at)) });
    open = -1;
    if (closes) break;
    after += ending === 13 && raw.charCodeAt(after + 1) === 10 ? 2 : 1;
    open = Math.min(after, end);
    at = raw.indexOf(delimiter, open);
  }
  if (open >= 0 && open < end) ranges.push({ start: open, end });
  return ranges;
}

function trimLineEnd(raw: string, at: number): number {
  let end = at;
  if (raw.charCodeAt(end - 1) === 10) end--;
  if (raw.charCodeAt(end - 1) === 13) end--;
  return end;
}

function parseEmbedded({ part, depth, budget }: { part: MimePart; depth: number; budget: Budget }): void {
  if (budget.parts <= 0) return;
  let { raw, start, end } = part;
  if (part.encoding === 'base64' || part.encoding === 'quoted-printable') {
    raw = latin1FromBytes(decodeTransfer({ body: raw.slice(start, end), encoding: part.encoding }));
    start = 0;
    end = raw.length;
  }
  while (start < end && /[\r\n]/.test(raw[start] as string)) start++;
  if (start < end) part.children.push(parseEntity({ raw, start, end, depth: depth + 1, budget, defaultType: 'text/plain' }));
}

/** A leaf's body, transfer encoding undone. */
export function partBytes(part: MimePart): Uint8Array {
  const body = part.raw.slice(part.start, part.end);
  return part.encoding === '' || /^(?:7bit|8bit|binary)$/.test(part.encoding)
    ? bytesFromLatin1(body)
    : decodeTransfer({ body, encoding: part.encoding });
}
