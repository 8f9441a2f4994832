/** A message's header fields in their order; values are raw one-byte text, unfolded. */
export type Header = { name: string; value: string };

export type HeaderBlock = { headers: Header[]; bodyStart: number };

const field = /^([!-9;-~]{1,80})[ \t]*:/;
const maximumHeaders = 2000;

/**
 * Reads header fields from `start`. Where a line is neither a field nor a continuation the body starts there, unless a field
 * follows it (a stray line in the headers is skipped).
 */
export function parseHeaders({ raw, start, end }: { raw: string; start: number; end: number }): HeaderBlock {
  const headers: Header[] = [];
  let at = start;
  let parts: string[] | null = null;
  let name = '';
  const flush = (): void => {
    if (parts && headers.length < maximumHeaders) headers.push({ name, value: parts.join('').trim() });
    parts = null;
  };
  while (at < end) {
    const lineEnd = endOfLine({ raw, at, end });
    const line = raw.slice(at, Math.min(lineEnd.text, at + 100_000));
    if (line === '') {
      flush();
      return { headers, bodyStart: lineEnd.next };
    }
    const first = line.charCodeAt(0);
    if ((first === 32 || first === 9) && parts) {
      if (line.trim() !== '') parts.push(/^[ \t]/.test(line) ? ` ${line.trimStart()}` : line);
      else if (!looksLikeHeaderAhead({ raw, at: lineEnd.next, end })) {
        flush();
        return { headers, bodyStart: lineEnd.next };
      }
    } else {
      const match = field.exec(line);
      if (match) {
        flush();
        name = (match[1] as string).toLowerCase();
        parts = [line.slice(match[0].length).trim()];
      } else if (at === start && /^>?From /.test(line)) {
        // The envelope line of a mailbox file.
      } else if (
        headers.length + (parts ? 1 : 0) > 0 &&
        looksLikeHeaderAhead({ raw, at: lineEnd.next, end }) &&
        !line.startsWith('--')
      ) {
        flush();
      } else {
        flush();
        return { headers, bodyStart: at };
      }
    }
    at = lineEnd.next;
  }
  flush();
  return { headers, bodyStart: end };
}

function looksLikeHeaderAhead({ raw, at, end }: { raw: string; at: number; end: number }): boolean {
  if (at >= end) return false;
  const line = raw.slice(at, Math.min(endOfLine({ raw, at, end }).text, at + 200));
  return field.test(line) && !/^(?:https?|mailto):/i.test(line);
}

/** Where the line at `at` ends: its text's end and the next line's start; CRLF, LF and lone CR all count. */
export function endOfLine({ raw, at, end }: { raw: string; at: number; end: number }): { text: number; next: number } {
  let newline = raw.indexOf('\n', at);
  if (newline < 0 || newline >= end) newline = end;
  if (newline - at > 2000 || newline === end) {
    const lone = raw.slice(at, Math.min(newline, at + 4000)).search(/\r(?!\n|$)/);
    if (lone >= 0 && newline === end) return { text: at + lone, next: at + lone + 1 };
  }
  const text = newline > at && raw.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  return { text, next: Math.min(newline + 1, end) };
}

/** The first field of that name, raw. */
export function headerValue(headers: Header[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value;
}
