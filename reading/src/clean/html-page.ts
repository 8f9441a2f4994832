import { attributeValue } from '../html/read-tag.ts';
import { htmlToText } from '../html/html-to-text.ts';
import { readHeaderLines } from '../mail/header-lines.ts';
import { type MailMetadata, setAddresses } from '../mail/message-metadata.ts';
import { parseAddresses } from '../mime/parse-addresses.ts';
import { parseDateHeader } from '../mime/parse-date-header.ts';
import { decodeCharset } from '../text/decode-charset.ts';
import { decodeFile } from '../text/decode-file.ts';
import { latin1FromBytes } from '../text/latin1.ts';
import { splitThread } from '../thread/split-thread.ts';
import { decodeEntities } from '../html/decode-entities.ts';
import type { Handled, HandlerInput } from './handled.ts';

/** Any page: its text and title. */
export function cleanHtml({ bytes }: HandlerInput): Handled {
  const html = decodeHtml(bytes);
  const { text, title } = htmlToText(html);
  return {
    full: text,
    metadata: title === '' ? {} : { title },
    html,
    notes: text === '' ? ['The page has no readable text.'] : [],
  };
}

/** Mail saved as HTML: header data from `<meta>` or from header-looking lines at its top, then split like any mail. */
export function cleanEmailHtml({ bytes }: HandlerInput): Handled {
  const html = decodeHtml(bytes);
  const { text, quotes, title } = htmlToText(html);
  const lines = readHeaderLines(text);
  const hasHeaders = lines.count >= 2;
  const metadata: MailMetadata = { ...(hasHeaders ? lines.metadata : {}), ...metaHeaders(html) };
  if (metadata.subject === undefined && title !== '') metadata.subject = title;
  const bodyStart = hasHeaders ? lines.bodyStart : 0;
  const thread = splitThread({
    text: text.slice(bodyStart),
    quotes: quotes
      .filter((quote) => quote.end > bodyStart)
      .map((quote) => ({ ...quote, start: Math.max(0, quote.start - bodyStart), end: quote.end - bodyStart })),
    isForward: /^\s*(?:fwd?|wg|tr|i|rv|enc)\s*:/i.test(metadata.subject ?? ''),
  });
  const last = thread.last.map((span) => ({ start: span.start + bodyStart, end: span.end + bodyStart }));
  if (thread.signature)
    metadata.signature = text.slice(thread.signature.start + bodyStart, thread.signature.end + bodyStart).replace(/^--\s?\n/, '');
  return {
    full: text,
    last,
    metadata: { ...metadata, thread: thread.kind },
    html,
    notes: text === '' ? ['The message has no readable text.'] : [],
  };
}

/** HTML bytes to text: marks and UTF-16 first, then the `<meta>` charset unless the bytes are plainly UTF-8. */
export function decodeHtml(bytes: Uint8Array): string {
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(latin1FromBytes(bytes.subarray(0, 4096)))?.[1];
  const text = decodeFile(bytes);
  if (!declared || /^utf-?(?:8|16)/i.test(declared) || bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0xef) return text;
  return decodeCharset({ bytes, charset: declared });
}

/** `<meta name="from" content="…">` and its like, as mail archives and exporters write them. */
export function metaHeaders(html: string): MailMetadata {
  const metadata: MailMetadata = {};
  for (const match of html.slice(0, 20_000).matchAll(/<meta\b([^>]{1,2000})>/gi)) {
    const name = (
      attributeValue(match[1] as string, 'name') ??
      attributeValue(match[1] as string, 'property') ??
      attributeValue(match[1] as string, 'http-equiv') ??
      ''
    ).toLowerCase();
    const value = decodeEntities(attributeValue(match[1] as string, 'content') ?? '').trim();
    if (value === '') continue;
    const key = name.replace(/^(?:e?mail|message|msg|x|dc|header)[-_:.]/, '');
    if (key === 'from' || key === 'to' || key === 'cc' || key === 'sender')
      setAddresses({
        metadata,
        name: key === 'sender' ? 'from' : key,
        addresses: parseAddresses(Buffer.from(value).toString('latin1')),
      });
    else if (key === 'subject') metadata.subject = value;
    else if (key === 'date' || key === 'sent') {
      const date = parseDateHeader(value);
      if (date) {
        metadata.date = date.iso;
        metadata.date_zone = date.zone;
      }
    } else if (key === 'message-id' || key === 'message_id' || name === 'message-id') metadata.message_id = value;
    else if (key === 'in-reply-to' || key === 'reply-to-id') metadata.in_reply_to = value;
  }
  return metadata;
}
