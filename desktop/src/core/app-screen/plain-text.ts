/** Controls and invisible marks, which could make a text look like another; those that emoji are made with stay. */
const unseen = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}|[\u2028\u2029]|(?!\n)\p{Cc}|\p{Cs}/gu;

/** A text as it may be shown: no controls but line ends, nothing at its ends, no pile of empty lines. */
export function plainText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(unseen, '')
    .replaceAll(/\n\s*\n\s*/g, '\n\n')
    .trim();
}
