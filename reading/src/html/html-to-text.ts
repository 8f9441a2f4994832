import { tidyText } from '../text/tidy-text.ts';
import { decodeEntities } from './decode-entities.ts';
import { isHiddenElement } from './hidden-style.ts';
import { type QuoteMark, quoteMark } from './quote-element.ts';
import { attributeValue, createTagReader, type Tag } from './read-tag.ts';
import { createTableRows } from './table-rows.ts';
import { lines, paragraphs, rawText, skipped, voids } from './html-elements.ts';
import { createTextSink } from './text-sink.ts';

/** A stretch of the text that the HTML itself marks as older mail; a `rest` runs to the end. */
export type QuoteRange = { start: number; end: number; mark: QuoteMark };

export type HtmlText = { text: string; quotes: QuoteRange[]; title: string };

const tagStart = /<[a-zA-Z/!?]/g;
const maximumQuotes = 5000;
const maximumStack = 100_000;
const closeSearch = 64;

type Open = { name: string; hidden: boolean; quote: QuoteRange | null; list: 'ul' | 'ol' | null; count: number; pre: boolean };

/** HTML to the text a reader sees, with the older mail's stretches marked. One pass, no tree, linear in the input. */
export function htmlToText(html: string): HtmlText {
  const sink = createTextSink();
  const rows = createTableRows(sink);
  const readTag = createTagReader(html);
  const stack: Open[] = [];
  const quotes: QuoteRange[] = [];
  let hidden = 0;
  let pre = 0;
  let lists = 0;
  let title = '';
  let at = 0;

  const popTo = (index: number): void => {
    while (stack.length > index) {
      const open = stack.pop() as Open;
      if (open.hidden) hidden--;
      if (open.pre) pre--;
      if (open.list) lists--;
      if (open.quote) open.quote.end = sink.mark();
      rows.close(open.name);
      if (hidden === 0) breakFor(open.name);
    }
  };
  const breakFor = (name: string): void => {
    if (paragraphs.has(name)) sink.block(lists > 0 && (name === 'ul' || name === 'ol') ? 1 : 2);
    else if (lines.has(name)) sink.block(1);
  };
  const close = (name: string): void => {
    for (let index = stack.length - 1; index >= 0 && stack.length - index <= closeSearch; index--) {
      if ((stack[index] as Open).name === name) return popTo(index);
      if ((stack[index] as Open).name === 'table' && name !== 'table' && /^(?:div|p|span|font|center|a|b)$/.test(name)) return;
    }
    if (name === 'p') sink.block(2);
  };
  const closeImplied = (name: string): void => {
    const until =
      name === 'li'
        ? /^(?:ul|ol)$/
        : name === 'tr'
          ? /^(?:table|tbody|thead|tfoot)$/
          : name === 'td' || name === 'th'
            ? /^(?:tr|table)$/
            : null;
    if (until) {
      for (let index = stack.length - 1; index >= 0 && stack.length - index <= closeSearch; index--) {
        const open = stack[index] as Open;
        if (until.test(open.name)) return;
        if (open.name === name || (name !== 'li' && name !== 'tr' && (open.name === 'td' || open.name === 'th')))
          return popTo(index);
      }
    } else if (paragraphs.has(name) && stack.at(-1)?.name === 'p') popTo(stack.length - 1);
  };
  const openTag = (tag: Tag): void => {
    const { name, attributes } = tag;
    if (name === 'br') {
      if (hidden === 0) sink.lineBreak();
      return;
    }
    if (name === 'hr') {
      if (hidden > 0) return;
      if (quoteMark(tag) === 'rest') quotes.push({ start: sink.mark(), end: -1, mark: 'rest' });
      sink.block(1);
      sink.text('_'.repeat(32));
      sink.block(1);
      return;
    }
    if (name === 'img' && hidden === 0 && !isTracker(attributes)) rows.image(attributeValue(attributes, 'alt') ?? '');
    if (voids.has(name)) return;
    closeImplied(name);
    const hides = skipped.has(name) || name === 'head' || isHiddenElement(attributes);
    if (hidden === 0 && !hides) breakFor(name);
    const open: Open = {
      name,
      hidden: hides,
      quote: null,
      list: name === 'ul' || name === 'ol' ? name : null,
      count: 0,
      pre: name === 'pre' || name === 'textarea',
    };
    if (hidden === 0 && !hides) {
      const mark = quoteMark(tag);
      if (mark && quotes.length < maximumQuotes) {
        open.quote = { start: sink.mark(), end: -1, mark };
        quotes.push(open.quote);
      }
      if (name === 'li') sink.prefix(listPrefix(stack));
      rows.open(name);
    }
    if (tag.selfClosing && !lines.has(name) && !paragraphs.has(name)) return;
    if (stack.length >= maximumStack) return;
    if (open.hidden) hidden++;
    if (open.pre) pre++;
    if (open.list) lists++;
    stack.push(open);
  };
  const emit = (raw: string): void => {
    if (hidden > 0 || raw === '') return;
    const text = visibleText(decodeEntities(raw));
    if (pre > 0) sink.preformatted(text);
    else sink.text(text);
  };

  while (at < html.length) {
    const next = html.indexOf('<', at);
    if (next < 0) {
      emit(html.slice(at));
      break;
    }
    if (next > at) emit(html.slice(at, next));
    const code = html.charCodeAt(next + 1);
    if (code === 33 || code === 63) {
      at = skipDeclaration(html, next);
      continue;
    }
    const tag = readTag(next);
    if (!tag) {
      const end = endOfPlain(html, next + 1);
      emit(html.slice(next, end));
      at = end;
      continue;
    }
    at = tag.end;
    if (tag.closing) {
      close(tag.name);
      continue;
    }
    if (tag.name === 'body' && hidden > 0) popTo(0);
    if (rawText.has(tag.name) && !tag.selfClosing) {
      const end = endOfRawText({ html, name: tag.name, from: at });
      if (tag.name === 'title' && title === '') title = decodeEntities(html.slice(at, end)).replace(/\s+/g, ' ').trim();
      else if (tag.name === 'textarea' || tag.name === 'xmp') emit(html.slice(at, end));
      at = end;
      continue;
    }
    openTag(tag);
  }
  popTo(0);
  rows.finish();
  const done = sink.finish();
  const end = done.text.length;
  return {
    text: tidyText(done.text),
    quotes: quotes.map((quote) => ({
      start: done.offsetOf(quote.start),
      end: quote.mark === 'rest' ? end : done.offsetOf(quote.end),
      mark: quote.mark,
    })),
    title: tidyText(title),
  };
}

function listPrefix(stack: Open[]): string {
  let depth = 0;
  let prefix = '- ';
  let found = false;
  for (let index = stack.length - 1; index >= 0 && stack.length - index <= closeSearch; index--) {
    const open = stack[index] as Open;
    if (!open.list) continue;
    if (!found) {
      found = true;
      open.count++;
      if (open.list === 'ol') prefix = `${open.count}. `;
    } else depth++;
  }
  return '  '.repeat(Math.min(depth, 8)) + prefix;
}

/** Preheaders are padded with these so that nothing else shows in the inbox's list; controls and soft hyphens go with them. */
function visibleText(text: string): string {
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  if (!/[^\u0009-\u024F]|\u00AD/.test(text) && !/[\u0080-\u009F\u000B\u000E-\u001F\u007F]/.test(text)) return text;
  return tidyText(text.replace(/(?:\u034F|[\u200B\u2060-\u2064\u180E\u00AD])+|\u200C(?=[\s\u00A0\u200C]|\u034F|$)/g, ''));
}

function isTracker(attributes: string): boolean {
  const small = (name: string): boolean => /^[01](?:px)?$/.test(attributeValue(attributes, name)?.trim() ?? '');
  return (small('width') && small('height')) || isHiddenElement(attributes);
}

/** Where text that starts with a lone `<` may meet a tag again. */
function endOfPlain(html: string, from: number): number {
  tagStart.lastIndex = from;
  return tagStart.exec(html)?.index ?? html.length;
}

function skipDeclaration(html: string, at: number): number {
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 2);
    return end < 0 ? html.length : end + 3;
  }
  const end = html.indexOf('>', at);
  return end < 0 ? html.length : end + 1;
}

function endOfRawText({ html, name, from }: { html: string; name: string; from: number }): number {
  const pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}
