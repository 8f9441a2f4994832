import { unzipSync } from 'fflate';
import { decodeEntities } from '../html/decode-entities.ts';
import { decodeStrictUtf8 } from '../text/decode-charset.ts';
import { tidyText } from '../text/tidy-text.ts';
import type { Handled, HandlerInput } from './handled.ts';

/** One part of a document unpacks to at most this: an honest one is far below, a bomb far above. */
const maximumPartBytes = 40 * 1024 * 1024;
const wanted = /^word\/(?:document\d*|footnotes|endnotes)\.xml$|^docProps\/core\.xml$/;

/** A Word document: paragraphs, lists, tables, notes; deleted text is left out. */
export function cleanDocx({ bytes }: HandlerInput): Handled {
  const notes: string[] = [];
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: (file) => {
        if (!wanted.test(file.name)) return false;
        if (file.originalSize <= maximumPartBytes) return true;
        notes.push('A part of the document unpacks to more than is read; it was left out.');
        return false;
      },
    });
  } catch {
    return { full: '', metadata: {}, notes: ['The document is damaged: its archive cannot be opened.'] };
  }
  const names = Object.keys(parts)
    .filter((name) => name.startsWith('word/'))
    .sort((a, b) => Number(!a.includes('document')) - Number(!b.includes('document')));
  const full = tidyText(names.map((name) => wordText(decodeStrictUtf8(parts[name] as Uint8Array) ?? '')).join('\n\n'))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const core = parts['docProps/core.xml'] ? (decodeStrictUtf8(parts['docProps/core.xml']) ?? '') : '';
  const metadata: Record<string, unknown> = {};
  for (const [key, tag] of [
    ['title', 'dc:title'],
    ['author', 'dc:creator'],
    ['modified', 'dcterms:modified'],
  ] as const) {
    const value = new RegExp(`<${tag}[^>]{0,200}>([^<]{1,500})<`).exec(core)?.[1];
    if (value) metadata[key] = decodeEntities(value);
  }
  if (full === '' && notes.length === 0) notes.push('The document has no readable text.');
  return { full, metadata, notes };
}

const token = /<w:(t|tab|br|cr|p|tr|tc|numPr|noBreakHyphen)(?:\s[^>]*)?(\/)?>|<\/w:(t|p|tr|tc)>|<w:instrText[^>]*>[^<]*|([^<]+)/g;

function wordText(xml: string): string {
  const out: string[] = [];
  let inText = false;
  let cells = 0;
  let inCell = 0;
  for (const match of xml.matchAll(token)) {
    const [, open, selfClosed, close, text] = match;
    if (text !== undefined) {
      if (inText) out.push(decodeEntities(text));
    } else if (open === 't') inText = !selfClosed;
    else if (close === 't') inText = false;
    else if (open === 'tab') out.push('\t');
    else if (open === 'br' || open === 'cr') out.push('\n');
    else if (open === 'noBreakHyphen') out.push('-');
    else if (open === 'numPr' && !selfClosed) out.push('- ');
    else if (open === 'tr') cells = 0;
    else if (open === 'tc') {
      if (cells++ > 0) out.push(' | ');
      inCell++;
    } else if (close === 'tc') inCell = Math.max(0, inCell - 1);
    else if (close === 'tr') out.push('\n');
    else if (close === 'p' || (open === 'p' && selfClosed)) out.push(inCell > 0 ? ' ' : '\n');
  }
  return out
    .join('')
    .replace(/ +(?=\||\n)/g, ' ')
    .replace(/ +\n/g, '\n');
}
