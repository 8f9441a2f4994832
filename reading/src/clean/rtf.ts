import { decodeCharset } from '../text/decode-charset.ts';
import { latin1FromBytes } from '../text/latin1.ts';
import { tidyText } from '../text/tidy-text.ts';
import type { Handled, HandlerInput } from './handled.ts';

const skippedDestinations = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'themedata',
  'colorschememapping',
  'latentstyles',
  'datastore',
  'header',
  'footer',
  'headerl',
  'headerr',
  'footerl',
  'footerr',
  'generator',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'fldinst',
  'xmlnstbl',
  'mmathpr',
  'filetbl',
  'revtbl',
  'pntext',
  'htmltag',
  'mhtmltag',
  'bkmkstart',
  'bkmkend',
]);
const characters: Record<string, string> = {
  par: '\n',
  line: '\n',
  sect: '\n\n',
  page: '\n\n',
  tab: '\t',
  cell: ' | ',
  row: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
};
const maximumDepth = 10_000;

/** Rich text to text: groups, control words, code pages and Unicode escapes. One pass. */
export function cleanRtf({ bytes }: HandlerInput): Handled {
  const full = tidyText(rtfText(latin1FromBytes(bytes)))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ \| \n/g, '\n')
    .trim();
  return { full, metadata: {}, notes: full === '' ? ['The document has no readable text.'] : [] };
}

type Group = { skip: boolean; unicodeSkip: number };

export function rtfText(rtf: string): string {
  const out: string[] = [];
  const groups: Group[] = [];
  let group: Group = { skip: false, unicodeSkip: 1 };
  let codePage = 'windows-1252';
  let pending: number[] = [];
  let toSkip = 0;
  const flush = (): void => {
    if (pending.length > 0) out.push(decodeCharset({ bytes: Uint8Array.from(pending), charset: codePage }));
    pending = [];
  };
  const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n\\]+/g;
  for (const match of rtf.matchAll(token)) {
    const [, word, number, hex, symbol, brace, plain] = match;
    if (brace === '{') {
      flush();
      if (groups.length < maximumDepth) groups.push(group);
      group = { ...group };
    } else if (brace === '}') {
      flush();
      group = groups.pop() ?? group;
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip--;
      else if (!group.skip) pending.push(Number.parseInt(hex, 16));
    } else if (word !== undefined) {
      if (word !== 'u') flush();
      if (word === 'bin') continue;
      if (word === 'ansicpg' && number)
        codePage =
          number === '65001'
            ? 'utf-8'
            : /^(?:125\d|874)$/.test(number)
              ? `windows-${number}`
              : number === '932'
                ? 'shift_jis'
                : number === '936'
                  ? 'gbk'
                  : number === '949'
                    ? 'euc-kr'
                    : number === '950'
                      ? 'big5'
                      : 'windows-1252';
      else if (word === 'uc') group.unicodeSkip = Math.min(Number(number ?? 1), 10);
      else if (skippedDestinations.has(word.toLowerCase())) group.skip = true;
      else if (word === 'u' && number !== undefined) {
        flush();
        if (!group.skip) out.push(String.fromCharCode(Number(number) & 0xffff));
        toSkip = group.unicodeSkip;
      } else if (!group.skip && characters[word] !== undefined) out.push(characters[word]);
    } else if (symbol !== undefined) {
      if (symbol === '*') group.skip = true;
      else if (!group.skip) {
        flush();
        if (symbol === '~') out.push(' ');
        else if (symbol === '\n' || symbol === '\r') out.push('\n');
        else if (symbol === '_') out.push('-');
        else if (symbol === '\\' || symbol === '{' || symbol === '}') out.push(symbol);
      }
    } else if (plain !== undefined) {
      let text = plain;
      if (toSkip > 0) {
        const skipped = Math.min(toSkip, text.length);
        text = text.slice(skipped);
        toSkip -= skipped;
      }
      if (!group.skip && text !== '') {
        flush();
        out.push(text);
      }
    }
  }
  flush();
  return out.join('');
}
