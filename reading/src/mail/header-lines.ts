import { parseAddresses } from '../mime/parse-addresses.ts';
import { parseDateHeader } from '../mime/parse-date-header.ts';
import { headerWordOf } from '../thread/thread-words.ts';
import { type MailMetadata, setAddresses } from './message-metadata.ts';

export type HeaderLines = { metadata: MailMetadata; bodyStart: number; count: number };

/** Reads header-looking lines at the top of a text ("Von: …", "From: …"), as mail saved as text or HTML has them. */
export function readHeaderLines(text: string): HeaderLines {
  const metadata: MailMetadata = {};
  let at = 0;
  let count = 0;
  let bodyStart = 0;
  for (let line = 0; line < 24 && at < text.length; line++) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const content = text.slice(at, Math.min(end, at + 2000));
    const word = headerWordOf(content);
    if (word) {
      const value = content.slice(content.search(/[:：]/) + 1).replace(/^[\s*_|]+|[\s*_]+$/g, '');
      count += take({ metadata, word, value }) ? 1 : 0;
      bodyStart = end + 1;
    } else if (content.trim() !== '' && (count > 0 || line > 2) && !/^[-_=*]{3,}$/.test(content.trim())) break;
    at = end + 1;
  }
  return { metadata, bodyStart: Math.min(bodyStart, text.length), count };
}

function take({ metadata, word, value }: { metadata: MailMetadata; word: string; value: string }): boolean {
  switch (word) {
    case 'from':
    case 'to':
    case 'cc':
      if (metadata[word] !== undefined || value === '') return false;
      setAddresses({
        metadata,
        name: word,
        addresses: parseAddresses(latin1Safe(value.replace(/\[mailto:([^\]]+)\]/gi, '<$1>'))),
      });
      return true;
    case 'subject':
      metadata.subject ??= value;
      return true;
    case 'date': {
      const date = parseDateHeader(value);
      if (!date) return value !== '';
      metadata.date ??= date.iso;
      metadata.date_zone ??= date.zone;
      return true;
    }
    default:
      return false;
  }
}

/** The address parser reads raw bytes; text that is decoded already goes through it letter by letter. */
function latin1Safe(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}
