/** A stretch of lines in which a text differs from the one it came from: lines `from` to `to` of that one became `lines`. */
interface Change {
  from: number;
  to: number;
  lines: readonly string[];
}

export interface MergedText {
  text: string;
  /** Passages that both changed, each in their way: both stand in the text, mine first. */
  clashes: number;
}

/** More lines than this between what two texts begin and end with are compared as one passage. */
const LINES_COMPARED = 1_500;

/** Lines with the ends of each, so that joined they are the text again. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** What turned `base` into `next`, in order, without overlaps. */
function changesOf({ base, next }: { base: readonly string[]; next: readonly string[] }): Change[] {
  let start = 0;
  while (start < base.length && start < next.length && base[start] === next[start]) start += 1;
  let end = 0;
  while (end < base.length - start && end < next.length - start && base[base.length - 1 - end] === next[next.length - 1 - end])
    end += 1;
  const old = base.slice(start, base.length - end);
  const fresh = next.slice(start, next.length - end);
  if (old.length === 0 && fresh.length === 0) return [];
  if (old.length > LINES_COMPARED || fresh.length > LINES_COMPARED || old.length === 0 || fresh.length === 0)
    return [{ from: start, to: start + old.length, lines: fresh }];
  return compared({ old, fresh, start });
}

/** The same by the longest common subsequence. */
function compared({ old, fresh, start }: { old: readonly string[]; fresh: readonly string[]; start: number }): Change[] {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === fresh[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  const changes: Change[] = [];
  let open: { from: number; lines: string[] } | undefined;
  let i = 0;
  let j = 0;
  const close = () => {
    if (open) changes.push({ from: start + open.from, to: start + i, lines: open.lines });
    open = undefined;
  };
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      close();
      i += 1;
      j += 1;
      continue;
    }
    open ??= { from: i, lines: [] };
    const removes = j >= fresh.length || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0);
    if (i < old.length && removes) i += 1;
    else {
      open.lines.push(fresh[j] ?? '');
      j += 1;
    }
  }
  close();
  return changes;
}

/** Whether two changes touch the same lines, or the same place between two. */
function meets(one: Change, other: Change): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** `base` between two of its lines with some changes made. */
function applied({
  base,
  from,
  to,
  changes,
}: {
  base: readonly string[];
  from: number;
  to: number;
  changes: readonly Change[];
}): string {
  let at = from;
  let text = '';
  for (const change of changes) {
    text += base.slice(at, change.from).join('') + change.lines.join('');
    at = change.to;
  }
  return text + base.slice(at, to).join('');
}

/** Two passages one after the other, each on lines of its own. */
function both(mine: string, theirs: string): string {
  if (mine === theirs) return mine;
  const separated = mine === '' || mine.endsWith('\n') ? mine : `${mine}\n`;
  return separated + theirs;
}

/** Lines that stand in both texts in the same order: what they have in common when nobody knows what they came from. */
function commonLines({ mine, theirs }: { mine: readonly string[]; theirs: readonly string[] }): string[] {
  const common: string[] = [];
  let at = 0;
  for (const change of changesOf({ base: mine, next: theirs })) {
    common.push(...mine.slice(at, change.from));
    at = change.to;
  }
  return [...common, ...mine.slice(at)];
}

/**
 * Brings two texts together that came from one. What only one side changed is taken as that side has it; where both did,
 * both passages stand, mine first. Without a base nothing that stands in either is left out.
 */
export function mergeTexts({ base, mine, theirs }: { base: string | undefined; mine: string; theirs: string }): MergedText {
  if (mine === theirs || theirs === base) return { text: mine, clashes: 0 };
  if (mine === base) return { text: theirs, clashes: 0 };
  const [mineLines, theirLines] = [linesOf(mine), linesOf(theirs)];
  const baseLines = base === undefined ? commonLines({ mine: mineLines, theirs: theirLines }) : linesOf(base);
  const left = changesOf({ base: baseLines, next: mineLines });
  const right = changesOf({ base: baseLines, next: theirLines });
  let text = '';
  let clashes = 0;
  let at = 0;
  while (left.length > 0 || right.length > 0) {
    const ours: Change[] = [];
    const others: Change[] = [];
    const isOurs = (left[0]?.from ?? Infinity) <= (right[0]?.from ?? Infinity);
    const first = (isOurs ? left : right).shift();
    if (!first) break;
    (isOurs ? ours : others).push(first);
    let group: Change = { from: first.from, to: first.to, lines: [] };
    for (let grew = true; grew;) {
      grew = false;
      for (const [queue, taken] of [
        [left, ours],
        [right, others],
      ] as const) {
        const next = queue[0];
        // A side's own changes never touch each other: only the other side's draw one in.
        if (!next || !meets(group, next)) continue;
        queue.shift();
        taken.push(next);
        group = { from: Math.min(group.from, next.from), to: Math.max(group.to, next.to), lines: [] };
        grew = true;
      }
    }
    text += baseLines.slice(at, group.from).join('');
    const side = (changes: readonly Change[]) => applied({ base: baseLines, from: group.from, to: group.to, changes });
    if (others.length === 0) text += side(ours);
    else if (ours.length === 0) text += side(others);
    else {
      const [mineSide, theirSide] = [side(ours), side(others)];
      if (mineSide !== theirSide) clashes += 1;
      text += both(mineSide, theirSide);
    }
    at = group.to;
  }
  return { text: text + baseLines.slice(at).join(''), clashes };
}
