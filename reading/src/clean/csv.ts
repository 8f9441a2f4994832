import { decodeFile } from '../text/decode-file.ts';
import { tidyText } from '../text/tidy-text.ts';
import type { Handled, HandlerInput } from './handled.ts';

const maximumRows = 100_000;

/** A table: every row told with its headings, so that a row is understood alone. */
export function cleanCsv({ bytes }: HandlerInput): Handled {
  const source = tidyText(decodeFile(bytes)).replace(/^sep=(.)\n/i, '');
  const delimiter = findDelimiter(source) ?? ',';
  const rows = parseCsv({ text: source, delimiter });
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  const first = filled[0] ?? [];
  const headed = looksLikeHeading({ first, second: filled[1] });
  const body = headed ? filled.slice(1) : filled;
  const full = body
    .map((row) =>
      headed
        ? row
            .map((cell, index) =>
              cell.trim() === '' ? '' : `${(first[index] ?? '').trim() || `Column ${index + 1}`}: ${cell.trim()}`,
            )
            .filter(Boolean)
            .join('; ')
        : row.map((cell) => cell.trim()).join(' | '),
    )
    .join('\n');
  const notes =
    filled.length === 0
      ? ['The table is empty.']
      : rows.length >= maximumRows
        ? [`Only the first ${maximumRows} rows were read.`]
        : [];
  return {
    full: full === '' && headed ? first.join(' | ') : full,
    metadata: { delimiter, rows: body.length, columns: headed ? first.map((cell) => cell.trim()) : first.length },
    notes,
  };
}

/** The delimiter that cuts a text's first lines into the same number of cells, more than one; null when none does. */
export function findDelimiter(text: string): string | null {
  const sample = text.slice(0, 20_000);
  let best: { delimiter: string; score: number } | null = null;
  for (const delimiter of [',', ';', '\t', '|']) {
    if (!sample.includes(delimiter)) continue;
    const rows = parseCsv({ text: sample, delimiter }).filter((row) => row.length > 1 || (row[0] ?? '').trim() !== '');
    const complete = text.length > sample.length ? rows.slice(0, -1) : rows;
    if (complete.length < 2) continue;
    const counts = new Map<number, number>();
    for (const row of complete) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    const [columns, agreeing] = [...counts].sort((a, b) => b[1] - a[1])[0] as [number, number];
    const score = (agreeing / complete.length) * (columns > 1 ? 1 + Math.min(columns, 10) / 100 : 0);
    if (columns > 1 && agreeing / complete.length >= 0.8 && (!best || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** RFC 4180 with the usual freedoms; an unclosed quote ends at the end of the text. */
export function parseCsv({ text, delimiter }: { text: string; delimiter: string }): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length && rows.length < maximumRows) {
    let cell: string;
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        end = text.indexOf('"', end);
        if (end < 0) end = text.length;
        else if (text[end + 1] === '"') {
          end += 2;
          continue;
        }
        break;
      }
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      const stop = cellEnd({ text, delimiter, from: at });
      cell += text.slice(at, stop);
      at = stop;
    } else {
      const stop = cellEnd({ text, delimiter, from: at });
      cell = text.slice(at, stop);
      at = stop;
    }
    row.push(cell);
    if (at >= text.length || text[at] === '\n') {
      if (row.length > 1 || cell !== '' || at < text.length) rows.push(row);
      row = [];
      if (at >= text.length) break;
    }
    at++;
  }
  return rows;
}

function cellEnd({ text, delimiter, from }: { text: string; delimiter: string; from: number }): number {
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '\n' || letter === delimiter) return at;
  }
  return text.length;
}

function looksLikeHeading({ first, second }: { first: string[]; second: string[] | undefined }): boolean {
  if (first.length < 2 || !second) return first.length > 1;
  const numeric = (cell: string): boolean => /^[\s€$£+-]*[\d.,:/-]+\s*%?\s*$/.test(cell) && /\d/.test(cell);
  return (
    !first.some(numeric) &&
    new Set(first.map((cell) => cell.trim().toLowerCase())).size === first.length &&
    first.filter((cell) => cell.trim() !== '').length >= first.length / 2
  );
}
