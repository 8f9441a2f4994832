import type { QuoteRange } from '../html/html-to-text.ts';
import { bareOriginal, forwardMark, headerWordOf, originalMark, wroteOpener, wroteVerb } from './thread-words.ts';

/**
 * What a line is in a thread: empty, text, quoted; `wrote` opens a quote ("On … wrote:"), `rest` starts the older mail for good
 * (a header block, "Original Message"), `forward` starts a forwarded one.
 */
export type LineMark = 'empty' | 'text' | 'quoted' | 'wrote' | 'rest' | 'forward';

export type MarkedLine = { start: number; end: number; mark: LineMark; sure: boolean };

const maximumLines = 12_000;
const seen = 500;

/** Marks every line of a text; `quotes` are the stretches its HTML marked. Linear: each line is looked at in its first 500 letters. */
export function markLines({ text, quotes }: { text: string; quotes: QuoteRange[] }): MarkedLine[] {
  const lines: MarkedLine[] = [];
  let at = 0;
  while (at <= text.length && lines.length < maximumLines) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    lines.push({ start: at, end, mark: 'text', sure: false });
    at = end + 1;
  }
  const last = lines.at(-1);
  if (last && at <= text.length) last.end = text.length;
  const view = (index: number): string => {
    const line = lines[index];
    return line ? text.slice(line.start, Math.min(line.end, line.start + seen)) : '';
  };
  for (const [index, line] of lines.entries()) {
    const content = view(index);
    if (content.trim() === '') line.mark = 'empty';
    else if (/^\s{0,4}(?:>(?!From )|\|\s?>|＞)/.test(content) || /^\s{0,2}&gt;/.test(content)) line.mark = 'quoted';
  }
  applyRanges({ lines, quotes, text });
  let insideRange = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as MarkedLine;
    if (line.sure) {
      // What the HTML marks needs no second look, except that a forwarded mail begins like a quoted one.
      if (!insideRange && forwardMark.test(view(index).trim())) line.mark = 'forward';
      insideRange = true;
      continue;
    }
    if (line.mark !== 'empty') insideRange = false;
    if (line.mark !== 'text') continue;
    const content = view(index).trim();
    if (forwardMark.test(content)) line.mark = 'forward';
    else if (originalMark.test(content) || (bareOriginal.test(content) && headerBlockAt({ lines, view, index: index + 1 }) > 0))
      line.mark = 'rest';
    else if (isReplyFence(content)) line.mark = 'rest';
    else if (headerBlockAt({ lines, view, index }) > 0) {
      line.mark = 'rest';
      markBorder({ lines, view, index });
    } else {
      const length = wroteLineAt({ lines, view, index });
      for (let step = 0; step < length; step++) (lines[index + step] as MarkedLine).mark = step === 0 ? 'wrote' : 'quoted';
      index += Math.max(0, length - 1);
    }
  }
  return lines;
}

type Look = { lines: MarkedLine[]; view: (index: number) => string; index: number };

function isReplyFence(content: string): boolean {
  return /^[-#=*_ ]*(?:please )?(?:reply|write|type your reply|respond|rispondi|antworten sie|répondez|responda)\b.{0,40}\b(?:above|sopra|oberhalb|au-dessus|encima|acima)\b.{0,30}(?:line|riga|linie|ligne|línea|linha)\b.{0,40}$/i.test(
    content,
  );
}

/** The number of header lines of a quoted header block that starts here, 0 when there is none. */
function headerBlockAt({ lines, view, index }: Look): number {
  const first = headerWordOf(view(index));
  if (!first || first === 'other' || first === 'cc') return lotusBlockAt({ lines, view, index });
  const found = new Set<string>([first]);
  let blanks = 0;
  let count = 1;
  for (let step = 1; step <= 10; step++) {
    const line = lines[index + step];
    if (!line) break;
    if (line.mark === 'empty') {
      if (++blanks > 5) break;
      continue;
    }
    const word = headerWordOf(view(index + step));
    if (!word) {
      // A long list of recipients or a wrapped subject goes on on the next line.
      if (blanks > 0 || !/[@;,<]/.test(view(index + step)) || found.size >= 4) break;
      continue;
    }
    if (word !== 'other') found.add(word);
    count++;
  }
  if (first === 'from')
    return found.size >= 3 || (found.size === 2 && found.has('date') && /@|\[mailto:/.test(view(index))) ? count : 0;
  const strong = found.has('from') && found.has('subject') && found.size >= 3;
  if (strong && (first === 'date' || first === 'subject' || first === 'to')) return count;
  return lotusBlockAt({ lines, view, index });
}

/** Lotus Notes: a line of name and date, then "To:", "cc:", "Subject:". */
function lotusBlockAt({ lines, view, index }: Look): number {
  const content = view(index);
  const dated = /\b\d{1,2}\/\d{1,2}\/\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?/i.test(content);
  if (!dated || headerWordOf(content)) return 0;
  let position = index;
  const found = new Set<string>();
  for (let step = 0; step < 9 && found.size < 3; step++) {
    position++;
    const line = lines[position];
    if (!line) break;
    const word = headerWordOf(view(position));
    if (word && word !== 'other') found.add(word);
    else if (line.mark !== 'empty' && found.size === 0 && step > 2) break;
  }
  return found.has('to') && found.has('subject') ? 1 : 0;
}

/** A drawn line or a lone name just above a header block belongs to it. */
function markBorder({ lines, view, index }: Look): void {
  for (let above = index - 1; above >= Math.max(0, index - 3); above--) {
    const line = lines[above] as MarkedLine;
    if (line.mark === 'empty') continue;
    if (line.mark === 'text' && /^[\s*>]*[-_=*—–]{3,}[\s*]*$|^\s*[^@\n]{3,40}@(?:ENRON|ECT|EES)\w*\s*$/i.test(view(above)))
      line.mark = 'rest';
    return;
  }
}

const datish = /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}\.? \p{L}{3,}|\p{L}{3,}\.? \d{1,2}\b/u;

/** The number of lines an attribution takes ("On … wrote:" may be wrapped over four), 0 when there is none here. */
function wroteLineAt({ lines, view, index }: Look): number {
  let joined = '';
  const first = view(index)
    .trim()
    .replace(/^[-*_ ]+/, '');
  const opens = wroteOpener.test(first) || /^[\d"'<]|^\p{L}{2,10}\.?,\s+\d/u.test(first);
  for (let length = 1; length <= 5; length++) {
    const line = lines[index + length - 1];
    if (
      !line ||
      (line.mark !== 'text' &&
        !(
          length > 1 &&
          line.mark === 'quoted' &&
          /^\s*>\s*(?:\S+\s+)?\S*[@<>\p{L}]*\s*\p{L}+\s?:$/u.test(view(index + length - 1)) &&
          wroteVerb.test(view(index + length - 1))
        ))
    )
      return 0;
    const part = view(index + length - 1).trim();
    joined = length === 1 ? part : `${joined} ${part.replace(/^>\s*/, '')}`;
    if (joined.length > 420) return 0;
    if (endsAttribution(joined)) {
      const dated = datish.test(joined);
      const addressed = /\S@\S|\[mailto:/.test(joined);
      if (wroteVerb.test(joined)) {
        if ((dated && (opens || addressed)) || addressed) return length;
        if (joined.length < 120 && length === 1 && quoteFollows({ lines, view, index: index + 1 })) return 1;
        if (length === 1 && /^-{2,}.*-{2,}$/.test(joined)) return 1;
      } else if (
        dated &&
        addressed &&
        length <= 2 &&
        joined.length < 200 &&
        /[:>]$/.test(joined) &&
        (quoteFollows({ lines, view, index: index + length }) || /^\d|\sот\s/.test(joined))
      )
        return length;
      if (/^(?:quoting|citando|zitat von|citeren|en réponse à|quoth)\b.*:$/i.test(joined)) return length;
      if (length === 1 && !wroteVerb.test(joined)) return 0;
    }
    if (!opens) return 0;
  }
  return 0;
}

function endsAttribution(text: string): boolean {
  return (
    /[:：]\s*[*_]*$/.test(text) ||
    /^-{2,}.*-{2,}$/.test(text) ||
    /[>\])]$/.test(text) ||
    /(?:wrote|schrieb|scritto|écrit|escribió|escreveu|schreef|skrev|napisał|napisał\(a\)|написал|написал\(а\)|пишет)\s*\.{0,3}$/i.test(
      text,
    )
  );
}

function quoteFollows({ lines, index }: Look): boolean {
  for (let step = 0; step < 3; step++) {
    const line = lines[index + step];
    if (!line) return false;
    if (line.mark === 'quoted') return true;
    if (line.mark !== 'empty') return false;
  }
  return false;
}

/** What the HTML says counts more than how a line looks. */
function applyRanges({ lines, quotes, text }: { lines: MarkedLine[]; quotes: QuoteRange[]; text: string }): void {
  const sorted = quotes
    .filter((quote) => quote.end > quote.start && text.slice(quote.start, Math.min(quote.end, quote.start + 2000)).trim() !== '')
    .sort((a, b) => a.start - b.start);
  let covered = -1;
  let next = 0;
  for (const line of lines) {
    while (next < sorted.length && (sorted[next] as QuoteRange).start <= line.start + 1) {
      const quote = sorted[next++] as QuoteRange;
      if (quote.mark === 'rest' && quote.start >= covered) {
        line.mark = 'rest';
        line.sure = true;
      }
      if (quote.mark === 'quote') covered = Math.max(covered, quote.end);
    }
    if (line.start < covered && line.mark !== 'empty') {
      line.sure = true;
      if (line.mark === 'text') line.mark = 'quoted';
    }
  }
}
