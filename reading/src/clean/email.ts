import { parseMessage } from '../mime/parse-message.ts';
import { emailText } from './email-text.ts';
import type { Handled, HandlerInput } from './handled.ts';

/** A mail as it travels (RFC 5322 and MIME). */
export function cleanEmail({ bytes }: HandlerInput): Handled {
  const { root, cut } = parseMessage(bytes);
  const handled = emailText(root);
  if (cut) handled.notes.push('The message has more or deeper parts than are read; the rest was left out.');
  return handled;
}
