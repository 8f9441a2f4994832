/** Collects readable text: white space collapsed, blocks on their own lines, at most one empty line between them. */
export type TextSink = {
  text: (raw: string) => void;
  preformatted: (raw: string) => void;
  lineBreak: () => void;
  block: (breaks: 1 | 2) => void;
  prefix: (text: string) => void;
  mark: () => number;
  hole: () => number;
  fill: (hole: number, text: string) => void;
  isEmptySince: (mark: number) => boolean;
  finish: () => { text: string; offsetOf: (mark: number) => number };
};

/** What stands between two cells of one line; after a label's colon a space is enough. */
export const cellBreak = ' | ';

function lastLetterBefore(pieces: string[], hole: number): string {
  for (let at = hole - 1; at >= 0 && at > hole - 20; at--) {
    const piece = (pieces[at] as string).trimEnd();
    if (piece !== '') return piece.slice(-1);
  }
  return '';
}

export function createTextSink(): TextSink {
  const pieces: string[] = [];
  let breaks = 0;
  let space = false;
  let started = false;
  let prefix = '';
  let lastFilled = -1;

  const open = (): void => {
    if (breaks > 0) {
      if (started) pieces.push(breaks > 1 ? '\n\n' : '\n');
      breaks = 0;
    } else if (space && started) pieces.push(' ');
    space = false;
    started = true;
    if (prefix !== '') {
      pieces.push(prefix);
      prefix = '';
    }
  };

  return {
    text(raw) {
      const collapsed = /[\t\n\r\f\u00A0]| {2}/.test(raw) ? raw.replace(/[ \t\n\r\f\u00A0]+/g, ' ') : raw;
      if (collapsed === ' ' || collapsed === '') {
        space ||= collapsed === ' ';
        return;
      }
      if (collapsed.charCodeAt(0) === 32) space = true;
      open();
      const trailing = collapsed.charCodeAt(collapsed.length - 1) === 32;
      lastFilled = pieces.push(collapsed.trim()) - 1;
      space = trailing;
    },
    preformatted(raw) {
      if (raw === '') return;
      open();
      lastFilled = pieces.push(raw.replace(/\r\n?/g, '\n')) - 1;
    },
    lineBreak() {
      breaks++;
      space = false;
    },
    block(count) {
      breaks = Math.max(breaks, count);
      space = false;
    },
    prefix(text) {
      prefix = text;
    },
    mark: () => pieces.length,
    hole() {
      pieces.push('');
      return pieces.length - 1;
    },
    fill(hole, text) {
      const after = pieces[hole + 1];
      const breakAfter = after !== undefined && after !== '' && after.trim() === '' ? hole + 1 : -1;
      if (text === '\n' && breakAfter >= 0 && (after as string).includes('\n')) return;
      if (breakAfter >= 0) pieces[breakAfter] = '';
      pieces[hole] = text === cellBreak && lastLetterBefore(pieces, hole) === ':' ? ' ' : text;
    },
    isEmptySince: (mark) => lastFilled < mark,
    finish() {
      const offsets: number[] = [];
      let length = 0;
      for (const piece of pieces) {
        offsets.push(length);
        length += piece.length;
      }
      return { text: pieces.join(''), offsetOf: (mark) => offsets[mark] ?? length };
    },
  };
}
