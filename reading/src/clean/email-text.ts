import { htmlToText, type QuoteRange } from '../html/html-to-text.ts';
import { bulkFromHeaders } from '../mail/bulk-mail.ts';
import { messageMetadata } from '../mail/message-metadata.ts';
import { type BodyBlock, messageBodies } from '../mime/message-bodies.ts';
import type { MimePart } from '../mime/parse-message.ts';
import { tidyText } from '../text/tidy-text.ts';
import { splitThread } from '../thread/split-thread.ts';
import { calendarText } from './calendar.ts';
import type { Handled } from './handled.ts';

const forwardSubject = /^\s*(?:\[[^\]]{1,30}\]\s*)?(?:fwd?|wg|tr|i|rv|enc|doorst|vb|pd|пересл)\s*:/i;
const maximumEmbedded = 200;

type ShownText = { text: string; quotes: QuoteRange[] };

/** A parsed message to its readable text, split, with what hangs on it listed. Used for mails, and for each mail of a mailbox. */
export function emailText(root: MimePart): Handled {
  const metadata = messageMetadata(root.headers);
  const bodies = messageBodies(root);
  const notes: string[] = [];
  const shown = joinBlocks(bodies.blocks);
  let own = shown.text;
  if (own === '' && bodies.calendars.length > 0)
    own = bodies.calendars.map((calendar) => calendarText(calendar).text).join('\n\n');
  const thread = splitThread({ text: own, quotes: shown.quotes, isForward: forwardSubject.test(metadata.subject ?? '') });
  const embedded = bodies.embedded.slice(0, maximumEmbedded).map(embeddedText);
  const full = [own, ...embedded].filter((part) => part !== '').join('\n\n');
  if (thread.signature)
    metadata.signature = own.slice(thread.signature.start, thread.signature.end).replace(/^(?:--\s?|—)\n/, '');
  if (bodies.attachments.length > 0) metadata.attachments = bodies.attachments;
  if (bodies.attachments.some((attachment) => attachment.kind === 'tnef'))
    notes.push('The attachment in Outlook’s own format (TNEF, winmail.dat) is listed, not opened.');
  if (full === '') notes.push('The message has no readable text.');
  const html = bodies.blocks.map((block) => block.html).filter((source): source is string => source !== null);
  const bulk = bulkFromHeaders(root.headers);
  const keepsAll = own.trim() === '';
  return {
    full,
    last: keepsAll ? [{ start: 0, end: full.length }] : thread.last,
    metadata: { ...metadata, thread: thread.kind, ...(bulk ? { bulk } : {}) },
    ...(html.length > 0 ? { html: html.join('\n') } : {}),
    notes,
  };
}

function embeddedText(part: MimePart): string {
  const inner = messageMetadata(part.headers);
  const lines = [
    '---------- Attached message ----------',
    inner.from === undefined ? '' : `From: ${inner.from}`,
    inner.date === undefined ? '' : `Date: ${inner.date}`,
    inner.to === undefined ? '' : `To: ${inner.to}`,
    inner.subject === undefined ? '' : `Subject: ${inner.subject}`,
  ];
  const bodies = messageBodies(part);
  const nested = bodies.embedded.slice(0, 5).map(embeddedText);
  return [lines.filter((line) => line !== '').join('\n'), joinBlocks(bodies.blocks).text, ...nested]
    .filter((text) => text !== '')
    .join('\n\n');
}

function joinBlocks(blocks: BodyBlock[]): ShownText {
  let text = '';
  const quotes: QuoteRange[] = [];
  for (const block of blocks) {
    const shown = showBlock(block);
    if (shown.text === '') continue;
    if (text !== '') text += '\n\n';
    const shift = text.length;
    for (const quote of shown.quotes) quotes.push({ start: quote.start + shift, end: quote.end + shift, mark: quote.mark });
    text += shown.text;
  }
  return { text, quotes };
}

/** The plain form is what its writer typed; the HTML form is shown where there is no plain one, or only a stub of it. */
function showBlock({ plain, html }: BodyBlock): ShownText {
  if (html === null) return { text: plainText(plain ?? ''), quotes: [] };
  if (plain === null) return htmlToText(html);
  const text = plainText(plain);
  if (text.length > 200 && !isPoor(text)) return { text, quotes: [] };
  const shown = htmlToText(html);
  // A short plain form may be all there is to say; next to a long HTML one it is a stub.
  const stub = text === '' || (text.length < 40 && shown.text.length > 300) || (isPoor(text) && shown.text.length > 40);
  return stub && shown.text !== '' ? shown : { text, quotes: [] };
}

function plainText(plain: string): string {
  return tidyText(plain).replace(/^\n+|\s+$/g, '');
}

/** A plain form that only points at the HTML one, is markup itself, or is mostly addresses of trackers. */
function isPoor(text: string): boolean {
  if (
    text.length < 600 &&
    /\b(?:html|browser|client|formato|programma di posta|e-?mail-?programm|navigateur|navegador)\b/i.test(text) &&
    /\b(?:view|support|display|enable|visualizz|anzeigen|afficher|visualizar|see|read)\w*/i.test(text)
  )
    return true;
  if (/^\s*<(?:!doctype|html|head|body|div|table)\b/i.test(text)) return true;
  let addresses = 0;
  for (const match of text.slice(0, 20_000).matchAll(/https?:\/\/\S+/g)) addresses += match[0].length;
  return addresses > Math.min(text.length, 20_000) * 0.6;
}
