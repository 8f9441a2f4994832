import type { Handled, HandlerInput } from './handled.ts';

/** A file that is known for what it is and has no text to read. */
export function cleanNothing(sentence: string): (input: HandlerInput) => Handled {
  return ({ bytes }) => ({ full: '', metadata: {}, notes: [bytes.length === 0 ? 'The file is empty.' : sentence] });
}
