import { bytesFromLatin1, latin1FromBytes } from '../text/latin1.ts';
import { parseMessage } from '../mime/parse-message.ts';
import { emailText } from './email-text.ts';
import type { Handled, HandlerInput } from './handled.ts';
import type { Span } from '../text/span.ts';

const maximumMessages = 5000;

/** A mailbox file: each message with its header lines, one after the other. The messages' own last parts are the clean text. */
export function cleanMbox({ bytes }: HandlerInput): Handled {
  const raw = latin1FromBytes(bytes);
  const starts = [...raw.matchAll(/(?:^|\n\r?\n)(?=From \S[^\n]{0,200}\d{4}[^\n]{0,20}\n[A-Za-z-]{2,40}:)/g)].map(
    (match) => match.index + match[0].length,
  );
  const messages: Record<string, unknown>[] = [];
  const last: Span[] = [];
  let full = '';
  for (const [index, start] of starts.slice(0, maximumMessages).entries()) {
    const source = raw.slice(start, starts[index + 1] ?? raw.length).replace(/^>(>*From )/gm, '$1');
    const handled = emailText(parseMessage(bytesFromLatin1(source)).root);
    const { from, date, subject, message_id: id } = handled.metadata as Record<string, string | undefined>;
    const head = [`Message ${index + 1}`, from && `From: ${from}`, date && `Date: ${date}`, subject && `Subject: ${subject}`]
      .filter(Boolean)
      .join('\n');
    if (full !== '') full += '\n\n';
    const shift = full.length + head.length + 2;
    full += `${head}\n\n${handled.full}`;
    for (const span of handled.last ?? []) last.push({ start: span.start + shift, end: span.end + shift });
    messages.push({ from, date, subject, message_id: id });
  }
  const notes =
    starts.length > maximumMessages ? [`Only the first ${maximumMessages} of ${starts.length} messages were read.`] : [];
  if (starts.length === 0) notes.push('The mailbox holds no message.');
  return { full, last, metadata: { messages }, notes };
}
