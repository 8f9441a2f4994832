/** About how long a piece of a text is that is shown as one: a screen or two. */
const PIECE = 5_000;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/** Cuts a long text at its empty lines, or between two lines where there are none; code stays in one piece. */
export function previewPieces(text: string): string[] {
  if (text.length <= 2 * PIECE) return [text];
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  let open: string | undefined;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    const line = text.slice(at, next);
    const mark = fence.exec(line)?.[1]?.slice(0, 3);
    if (open === undefined) open = mark;
    else if (mark === open) open = undefined;
    at = next;
    const size = at - from;
    const isEmpty = line.trim() === '';
    if (open === undefined && ((isEmpty && size >= PIECE) || size >= 2 * PIECE)) {
      pieces.push(text.slice(from, at));
      from = at;
    }
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}
