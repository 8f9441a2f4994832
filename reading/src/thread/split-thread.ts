import type { Span } from '../text/span.ts';
import type { QuoteRange } from '../html/html-to-text.ts';
import { type MarkedLine, markLines } from './mark-lines.ts';
import { findSignature } from './find-signature.ts';

/**
 * A mail's text cut apart: `last` are the stretches that its writer wrote now, in order; `signature` is one of them or was cut
 * off their end; `kind` says how sure the cut is: `whole` means that none was made.
 */
export type Thread = { last: Span[]; signature: Span | null; kind: 'whole' | 'reply' | 'inline' | 'forward' };

/** Own words before a forwarded mail: up to this many it is a cover note, and the forwarded text is the message. */
const coverNoteWords = 60;

/** Splits a mail's text so that its last message stands alone. Where no split is sure, the whole text is the message. */
export function splitThread({
  text,
  quotes = [],
  isForward = false,
}: {
  text: string;
  quotes?: QuoteRange[];
  isForward?: boolean;
}): Thread {
  const lines = markLines({ text, quotes });
  const cut = cutLines({ text, lines, isForward });
  const spans = cut.spans
    .map((span) => (cut.kind === 'whole' || cut.keepsForward ? trimSpan(text, span) : withoutBorder(text, span)))
    .filter((span) => span.end > span.start);
  const own = spans.length > 0 ? spans : [trimSpan(text, { start: 0, end: text.length })];
  const kind = spans.length > 0 ? cut.kind : 'whole';
  const ending = own.at(-1) as Span;
  const signature =
    kind === 'forward' && cut.spans.length === 1 && cut.keepsForward ? null : findSignature({ text, span: ending });
  if (signature?.cut) {
    const rest = trimSpan(text, { start: ending.start, end: signature.span.start });
    if (rest.end > rest.start) own[own.length - 1] = rest;
    else if (own.length > 1) own.pop();
  }
  return { last: own, signature: signature?.span ?? null, kind };
}

type Cut = { spans: Span[]; kind: Thread['kind']; keepsForward?: boolean };

function cutLines({ text, lines, isForward }: { text: string; lines: MarkedLine[]; isForward: boolean }): Cut {
  const whole: Cut = { spans: [{ start: 0, end: text.length }], kind: 'whole' };
  demoteStrayMarks(lines);
  const first = lines.findIndex((line) => line.mark !== 'empty' && line.mark !== 'text');
  if (first < 0) return whole;
  const opening = lines[first] as MarkedLine;
  const before = { start: 0, end: opening.start };
  const words = wordCount(text.slice(before.start, Math.min(before.end, 4000)));
  if (opening.mark === 'forward' || (isForward && opening.mark === 'rest')) {
    if (words > coverNoteWords) return { spans: [before], kind: 'forward' };
    return { spans: [{ start: 0, end: text.length }], kind: 'forward', keepsForward: true };
  }
  if (opening.mark === 'rest')
    return words === 0 ? restAfterEmpty({ text, lines, first, whole }) : { spans: [before], kind: 'reply' };
  return cutQuotes({ text, lines, first, before, words, whole });
}

/** Nothing stands above the older mail: what an answer below sure marks says, else everything. */
function restAfterEmpty({ text, lines, first, whole }: { text: string; lines: MarkedLine[]; first: number; whole: Cut }): Cut {
  if (!lines.some((line) => line.mark === 'quoted')) return whole;
  const last = lines.findLastIndex((line) => line.mark === 'quoted');
  const between = lines.slice(first + 1, last).filter((line) => line.mark === 'text').length;
  const after = { start: (lines[last] as MarkedLine).end, end: text.length };
  return between <= 6 && /\S/.test(text.slice(after.start)) ? { spans: [after], kind: 'reply' } : whole;
}

function cutQuotes({
  text,
  lines,
  first,
  before,
  words,
  whole,
}: {
  text: string;
  lines: MarkedLine[];
  first: number;
  before: Span;
  words: number;
  whole: Cut;
}): Cut {
  joinWrapped({ text, lines, first });
  const opening = lines[first] as MarkedLine;
  const follow = lines.findIndex(
    (line, index) => index > first && line.mark !== 'empty' && line.mark !== 'wrote' && (line.mark !== 'quoted' || index > first),
  );
  const followed = lines
    .slice(first + 1)
    .find(
      (line, index) =>
        line.mark !== 'empty' && !(line.mark === 'quoted' && wasAttribution({ text, lines, at: first + 1 + index, first })),
    );
  if (opening.mark === 'wrote' && followed && followed.mark !== 'quoted' && follow >= 0) {
    // The attribution stands over unmarked text: the older mail runs to the end.
    return words === 0 ? whole : { spans: [before], kind: 'reply' };
  }
  const restAt = lines.findIndex((line, index) => index > first && (line.mark === 'rest' || line.mark === 'forward'));
  const scope = restAt < 0 ? lines : lines.slice(0, restAt);
  const runs = textRuns({ lines: scope, first });
  const inner = runs.filter((run) => run.followedByQuote);
  const trailing = runs.find((run) => !run.followedByQuote);
  if (inner.length > 0) {
    const lastText = trailing ?? inner[inner.length - 1] ?? { from: 0, to: 0 };
    return { spans: [{ start: 0, end: (scope[lastText.to] as MarkedLine).end }], kind: 'inline' };
  }
  const spans: Span[] = words > 0 ? [before] : [];
  if (
    trailing &&
    !(words > 0 && isFooter(text.slice((scope[trailing.from] as MarkedLine).start, (scope[trailing.to] as MarkedLine).end)))
  ) {
    spans.push({ start: (scope[trailing.from] as MarkedLine).start, end: (scope[trailing.to] as MarkedLine).end });
  }
  return spans.length > 0 ? { spans, kind: 'reply' } : whole;
}

function wasAttribution({ text, lines, at, first }: { text: string; lines: MarkedLine[]; at: number; first: number }): boolean {
  if (lines[first]?.mark !== 'wrote' || at - first > 4) return false;
  for (let index = first + 1; index <= at; index++)
    if (
      lines[index]?.mark !== 'quoted' ||
      /^\s*>/.test(text.slice((lines[index] as MarkedLine).start, (lines[index] as MarkedLine).start + 6)) ||
      (lines[index] as MarkedLine).sure
    )
      return false;
  return true;
}

type TextRun = { from: number; to: number; followedByQuote: boolean };

/** Runs of the writer's own lines after the first quote. */
function textRuns({ lines, first }: { lines: MarkedLine[]; first: number }): TextRun[] {
  const runs: TextRun[] = [];
  let run: TextRun | null = null;
  for (let index = first; index < lines.length; index++) {
    const { mark } = lines[index] as MarkedLine;
    if (mark === 'text') {
      if (run) run.to = index;
      else {
        run = { from: index, to: index, followedByQuote: false };
        runs.push(run);
      }
    } else if (mark !== 'empty' && run) {
      run.followedByQuote = true;
      run = null;
    }
  }
  return runs;
}

/** Fewer than three lines of `>` without an attribution are no quote: shell prompts, arrows, comparisons. */
function demoteStrayMarks(lines: MarkedLine[]): void {
  if (lines.some((line) => line.mark === 'wrote' || line.mark === 'rest' || line.mark === 'forward' || line.sure)) return;
  const quoted = lines.filter((line) => line.mark === 'quoted');
  const trails = lines.findLast((line) => line.mark !== 'empty')?.mark === 'quoted';
  if (quoted.length < (trails ? 2 : 3)) for (const line of quoted) line.mark = 'text';
}

/** A quoted line that was wrapped again leaves its tail without a mark between two marked lines. */
function joinWrapped({ text, lines, first }: { text: string; lines: MarkedLine[]; first: number }): void {
  for (let index = first + 1; index + 1 < lines.length; index++) {
    const line = lines[index] as MarkedLine;
    const [above, below] = [lines[index - 1] as MarkedLine, lines[index + 1] as MarkedLine];
    if (line.mark !== 'text' || above.mark !== 'quoted' || below.mark !== 'quoted') continue;
    const content = text.slice(line.start, Math.min(line.end, line.start + 300)).trim();
    const longAbove = above.end - above.start > 60;
    if (
      /^https?:|^<http/.test(content) ||
      (longAbove && content.length < 40 && !/[.!?]$/.test(content)) ||
      (longAbove && /^\p{Ll}/u.test(content) && content.length < 30)
    )
      line.mark = 'quoted';
  }
}

/** List footers and drawn lines under a quote are no answer. */
function isFooter(text: string): boolean {
  const start = text.trim().slice(0, 300);
  return (
    /^(?:-- ?\n|_{5,}|-{5,}|={5,}|\*{5,})/.test(start) ||
    /^(?:to unsubscribe|you received this|this e-?mail|unsubscribe|mailing list)/i.test(start)
  );
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? (/\S/.test(text) ? 1 : 0);
}

/** A line that was drawn between the message and the older mail belongs to neither. */
function withoutBorder(text: string, span: Span): Span {
  const trimmed = trimSpan(text, span);
  const lineStart = text.lastIndexOf('\n', trimmed.end - 1) + 1;
  if (lineStart <= trimmed.start || !/^\s*(?:[_*=—–-]\s?){5,}\s*$/.test(text.slice(lineStart, trimmed.end).slice(0, 300)))
    return trimmed;
  return trimSpan(text, { start: trimmed.start, end: lineStart });
}

function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  while (start < end && /\s/.test(text[start] as string)) start++;
  return { start, end };
}
