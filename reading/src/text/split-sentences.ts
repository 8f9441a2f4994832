import type { Span } from './span.ts';

/** Words that end in a dot without ending a sentence, over the languages that are read. */
const abbreviations =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|e\.g|i\.e|no|nr|inc|ltd|co|corp|dept|est|approx|fig|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|a\.m|p\.m|u\.s|sig|sigg|dott|ing|avv|geom|arch|pag|art|es|ecc|tel|egr|spett|gent|z\.b|d\.h|bzw|ca|ggf|inkl|evtl|usw|str|hr|fr|mme|mlle|cf|p\.ex|av|bd|ud|uds|pág|núm|srta?|sra|exmo|av|bijv|o\.a|d\.w\.z|mevr|dhr|np|m\.in|tzn|tj|godz|ul|г|ул|т\.д|т\.е|руб|тыс|t\.ex|bl\.a|dvs|kl|kr|[a-zа-я])$/iu;
const maximumSentence = 1200;

/** Sentences as stretches of a text: at stops, at empty lines, at list items; a wrapped line does not end one. */
export function splitSentences(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const spans: Span[] = [];
  for (const block of blocksOf(text, within)) {
    let { start } = block;
    const part = text.slice(block.start, block.end);
    for (const match of part.matchAll(/[.!?…]+["'”»)\]]*(?=\s|$)|[。！？]/g)) {
      const at = block.start + match.index;
      const end = at + match[0].length;
      const abbreviated = match[0] === '.' && abbreviations.test(text.slice(Math.max(start, at - 12), at));
      const ordinal = /\d$/.test(text.slice(Math.max(start, at - 2), at)) && /^\s+[\p{Ll}\d]/u.test(text.slice(end, end + 8));
      if (match[0] === '.' && (abbreviated || ordinal)) continue;
      push({ text, spans, start, end });
      start = end;
    }
    push({ text, spans, start, end: block.end });
  }
  return spans;
}

function push({ text, spans, start, end }: { text: string; spans: Span[]; start: number; end: number }): void {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  if (to - from > 1 && /[\p{L}\p{N}]/u.test(text.slice(from, Math.min(to, from + 200))))
    spans.push({ start: from, end: Math.min(to, from + maximumSentence) });
}

/** Paragraphs and list items; short lines that were not wrapped stand alone too. */
function blocksOf(text: string, within: Span): Span[] {
  const blocks: Span[] = [];
  let start = within.start;
  let at = within.start;
  while (at < within.end) {
    let end = text.indexOf('\n', at);
    if (end < 0 || end > within.end) end = within.end;
    const line = text.slice(at, Math.min(end, at + 400));
    const next = text.slice(end + 1, Math.min(within.end, end + 200));
    const breaks =
      line.trim() === '' ||
      /^\s*\n/.test(next) ||
      end >= within.end ||
      /^\s*(?:[-*•·–]|\d{1,2}[.)]|>|\|)\s/.test(next) ||
      line.length < 50 ||
      (/[.!?:,;]\s*$/.test(line) && /^\s*\p{Lu}/u.test(next) && line.length < 65);
    if (breaks) {
      if (end > start) blocks.push({ start, end });
      start = end + 1;
    }
    at = end + 1;
  }
  return blocks;
}
