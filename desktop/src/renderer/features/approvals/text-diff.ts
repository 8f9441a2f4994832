/** A stretch of two texts: in both, in the older alone, or in the newer alone. */
export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** More words than this on either side, between what both begin and end with, are shown as replaced whole. */
const WORDS_COMPARED = 600;

function words(text: string): string[] {
  return text.match(/\s+|\p{N}+(?:[.,:/-]\p{N}+)*|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

function append(parts: DiffPart[], kind: DiffPart['kind'], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += text;
  else parts.push({ kind, text });
}

/** Lengths of the longest common subsequences of the ends of both lists. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    const below = lengths[i + 1];
    if (!row || !below) continue;
    for (let j = after.length - 1; j >= 0; j -= 1)
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return lengths;
}

function compareMiddle(parts: DiffPart[], before: readonly string[], after: readonly string[]): void {
  if (before.length > WORDS_COMPARED || after.length > WORDS_COMPARED) {
    append(parts, 'removed', before.join(''));
    append(parts, 'added', after.join(''));
    return;
  }
  const lengths = commonLengths(before, after);
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const mine = before[i];
    const theirs = after[j];
    if (mine !== undefined && mine === theirs) {
      append(parts, 'same', mine);
      i += 1;
      j += 1;
    } else if (mine !== undefined && (theirs === undefined || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      append(parts, 'removed', mine);
      i += 1;
    } else {
      append(parts, 'added', theirs ?? '');
      j += 1;
    }
  }
}

/** Two texts compared word by word. `same` and `removed` joined are the older text, `same` and `added` the newer. */
export function diffWords({ before, after }: { before: string; after: string }): DiffPart[] {
  const old = words(before);
  const next = words(after);
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < next.length - start && old[old.length - 1 - end] === next[next.length - 1 - end])
    end += 1;
  const parts: DiffPart[] = [];
  append(parts, 'same', old.slice(0, start).join(''));
  compareMiddle(parts, old.slice(start, old.length - end), next.slice(start, next.length - end));
  append(parts, 'same', old.slice(old.length - end).join(''));
  return parts;
}

/** How much of the two texts is in both, from 0 to 1: little in common reads better side by side than mixed. */
export function sharedShare(parts: readonly DiffPart[]): number {
  const size = (kind: DiffPart['kind']) =>
    parts.reduce((sum, part) => sum + (part.kind === kind ? part.text.trim().length : 0), 0);
  const same = size('same');
  const longer = same + Math.max(size('removed'), size('added'));
  return longer === 0 ? 1 : same / longer;
}

const KEPT_AROUND = 90;

/** Long stretches that are in both are cut in the middle, so that what differs is in sight. */
export function foldedParts(parts: readonly DiffPart[]): DiffPart[] {
  return parts.map((part, index) => {
    if (part.kind !== 'same' || part.text.length <= 2 * KEPT_AROUND + 20) return part;
    const head = index === 0 ? '' : part.text.slice(0, KEPT_AROUND);
    const tail = index === parts.length - 1 ? '' : part.text.slice(-KEPT_AROUND);
    return { kind: 'same', text: `${head} … ${tail}` };
  });
}
