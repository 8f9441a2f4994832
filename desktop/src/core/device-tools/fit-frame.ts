import { FRAME_BYTES } from '@adiuva/shared-protocol';

/** What an answer's own fields may take; the rest of the frame is its type, ids and counts. */
const ANSWER_BYTES = FRAME_BYTES - 1_024;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Rows as JSON, as many from the front as fit a frame. */
export function fitRows(rows: readonly object[]): { json: string[]; bytes: number; truncated: boolean } {
  const json: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = bytesOf(text) + 1;
    if (bytes + size > ANSWER_BYTES) return { json, bytes, truncated: true };
    json.push(text);
    bytes += size;
  }
  return { json, bytes, truncated: false };
}

/** The longest start of `text` that takes no more than `bytes` as JSON, without half a character at its end. */
function cutText(text: string, bytes: number): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bytesOf(JSON.stringify(text.slice(0, middle))) <= bytes) low = middle;
    else high = middle - 1;
  }
  const last = text.charCodeAt(low - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? low - 1 : low);
}

/** One row as JSON; its longest texts are cut, all to one size, until it fits a frame. */
export function fitRow(row: object): { json: string; bytes: number; truncated: string[] } {
  const whole = JSON.stringify(row);
  if (bytesOf(whole) <= ANSWER_BYTES) return { json: whole, bytes: bytesOf(whole), truncated: [] };
  const texts = Object.entries(row).flatMap(([field, value]) =>
    typeof value === 'string' ? [{ field, value, size: bytesOf(JSON.stringify(value)) }] : [],
  );
  const fixed = bytesOf(whole) - texts.reduce((sum, { size }) => sum + size, 0);
  let [low, high] = [2, ANSWER_BYTES];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const total = texts.reduce((sum, { size }) => sum + Math.min(size, middle), fixed);
    if (total <= ANSWER_BYTES) low = middle;
    else high = middle - 1;
  }
  const cut = texts.filter(({ size }) => size > low);
  const json = JSON.stringify({ ...row, ...Object.fromEntries(cut.map(({ field, value }) => [field, cutText(value, low)])) });
  return { json, bytes: bytesOf(json), truncated: cut.map(({ field }) => field) };
}
