import msgReader from '@kenjiuno/msgreader';
import { htmlToText, type QuoteRange } from '../html/html-to-text.ts';
import { type MailMetadata, messageMetadata, setAddresses } from '../mail/message-metadata.ts';
import { parseDateHeader } from '../mime/parse-date-header.ts';
import { parseHeaders } from '../mime/parse-headers.ts';
import { decodeCharset } from '../text/decode-charset.ts';
import { tidyText } from '../text/tidy-text.ts';
import { splitThread } from '../thread/split-thread.ts';
import type { Handled, HandlerInput } from './handled.ts';

/** A mail saved by Outlook (.msg). */
export function cleanMsg({ bytes }: HandlerInput): Handled {
  let data: ReturnType<InstanceType<typeof msgReader.default>['getFileData']>;
  try {
    data = new msgReader.default(bytes.slice().buffer).getFileData();
  } catch {
    return { full: '', metadata: {}, notes: ['The Outlook message is damaged and cannot be opened.'] };
  }
  const raw = Buffer.from(data.headers ?? '').toString('latin1');
  const metadata: MailMetadata = messageMetadata(parseHeaders({ raw, start: 0, end: raw.length }).headers);
  if (data.subject !== undefined) metadata.subject ??= data.subject;
  if (metadata.from === undefined)
    setAddresses({
      metadata,
      name: 'from',
      addresses: [{ name: data.senderName ?? '', address: data.senderSmtpAddress ?? data.senderEmail ?? '' }].filter(
        (one) => one.name + one.address !== '',
      ),
    });
  for (const kind of ['to', 'cc'] as const) {
    const people = (data.recipients ?? [])
      .filter((one) => (one.recipType ?? 'to') === kind)
      .map((one) => ({ name: one.name ?? '', address: one.smtpAddress ?? one.email ?? '' }));
    if (metadata[kind] === undefined) setAddresses({ metadata, name: kind, addresses: people });
  }
  const date = parseDateHeader(data.clientSubmitTime ?? data.messageDeliveryTime ?? '');
  if (date) metadata.date ??= date.iso;
  if (data.messageId !== undefined) metadata.message_id ??= data.messageId;
  const attachments = (data.attachments ?? []).map((one) => ({
    name: one.fileName ?? one.name ?? '',
    mime: one.attachMimeTag ?? 'application/octet-stream',
    size: one.contentLength ?? 0,
  }));
  if (attachments.length > 0) metadata.attachments = attachments;
  const html = data.bodyHtml ?? (data.html ? decodeCharset({ bytes: data.html }) : undefined);
  let full = tidyText(data.body ?? '').trim();
  let quotes: QuoteRange[] = [];
  if (full === '' && html) ({ text: full, quotes } = htmlToText(html));
  const thread = splitThread({ text: full, quotes });
  if (thread.signature) metadata.signature = full.slice(thread.signature.start, thread.signature.end);
  return {
    full,
    last: thread.last,
    metadata: { ...metadata, thread: thread.kind },
    ...(html ? { html } : {}),
    notes: full === '' ? ['The message has no readable text.'] : [],
  };
}
