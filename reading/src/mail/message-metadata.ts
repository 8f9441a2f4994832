import { decodeHeaderText } from '../mime/encoded-words.ts';
import type { Attachment } from '../mime/message-bodies.ts';
import { type Address, parseAddresses } from '../mime/parse-addresses.ts';
import { parseDateHeader } from '../mime/parse-date-header.ts';
import { type Header, headerValue } from '../mime/parse-headers.ts';
import { tidyText } from '../text/tidy-text.ts';

/** What a mail says about itself. `date` is ISO in UTC, `date_zone` the zone it was written in. */
export type MailMetadata = {
  subject?: string;
  from?: string;
  to?: string;
  cc?: string;
  date?: string;
  date_zone?: string;
  message_id?: string;
  in_reply_to?: string;
  references?: string[];
  from_addresses?: string[];
  from_names?: string[];
  to_addresses?: string[];
  to_names?: string[];
  cc_addresses?: string[];
  cc_names?: string[];
  reply_to_addresses?: string[];
  attachments?: Attachment[];
  signature?: string;
};

const oneLine = (text: string): string =>
  tidyText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/** Reads the header fields that people and programs ask for. */
export function messageMetadata(headers: Header[]): MailMetadata {
  const metadata: MailMetadata = {};
  const subject = headerValue(headers, 'subject');
  if (subject !== undefined) metadata.subject = oneLine(decodeHeaderText(subject));
  addAddresses({ metadata, headers, name: 'from' });
  addAddresses({ metadata, headers, name: 'to' });
  addAddresses({ metadata, headers, name: 'cc' });
  const replyTo = parseAddresses(headerValue(headers, 'reply-to') ?? '')
    .map((one) => one.address)
    .filter(Boolean);
  if (replyTo.length > 0) metadata.reply_to_addresses = replyTo;
  const date = parseDateHeader(decodeHeaderText(headerValue(headers, 'date') ?? headerValue(headers, 'resent-date') ?? ''));
  if (date) {
    metadata.date = date.iso;
    metadata.date_zone = date.zone;
  }
  const id = headerValue(headers, 'message-id') ?? headerValue(headers, 'message-d');
  if (id) metadata.message_id = messageId(id);
  const answered = headerValue(headers, 'in-reply-to');
  if (answered) metadata.in_reply_to = messageId(answered);
  const references = headerValue(headers, 'references')?.match(/<[^<>\s]+>/g);
  if (references && references.length > 0) metadata.references = references.slice(0, 200);
  return metadata;
}

function messageId(raw: string): string {
  return /<[^<>]+>/.exec(raw)?.[0].replace(/\s+/g, '') ?? raw.trim();
}

function addAddresses({
  metadata,
  headers,
  name,
}: {
  metadata: MailMetadata;
  headers: Header[];
  name: 'from' | 'to' | 'cc';
}): void {
  const raw = headers.filter((header) => header.name === name).map((header) => header.value);
  if (raw.length === 0) return;
  setAddresses({ metadata, name, addresses: parseAddresses(raw.join(', ')) });
}

/** Puts addresses into metadata three ways: as read, the plain addresses, the names. */
export function setAddresses({
  metadata,
  name,
  addresses,
}: {
  metadata: MailMetadata;
  name: 'from' | 'to' | 'cc';
  addresses: Address[];
}): void {
  if (addresses.length === 0) return;
  metadata[name] = oneLine(addresses.map(addressText).join(', '));
  metadata[`${name}_addresses`] = addresses.map((one) => one.address).filter((address) => address !== '');
  metadata[`${name}_names`] = addresses.map((one) => oneLine(one.name));
}

function addressText({ name, address }: Address): string {
  if (name === '') return address;
  return address === '' ? name : `${name} <${address}>`;
}
