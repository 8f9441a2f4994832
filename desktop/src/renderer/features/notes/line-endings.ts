/** What ends the lines of a text: one thing throughout, or several; then every one of them is kept as a character. */
export type LineEnding = '\n' | '\r\n' | 'mixed';

export interface EditorText {
  /** With `\n` alone where the text has one ending throughout. */
  doc: string;
  ending: LineEnding;
}

/** A text as the editor holds it. `fromEditor` gives back exactly what came in, byte for byte. */
export function toEditor(text: string): EditorText {
  if (!text.includes('\r')) return { doc: text, ending: '\n' };
  const isUniform = !/\r(?!\n)|(?<!\r)\n/.test(text);
  return isUniform ? { doc: text.replaceAll('\r\n', '\n'), ending: '\r\n' } : { doc: text, ending: 'mixed' };
}

export function fromEditor({ doc, ending }: EditorText): string {
  return ending === '\r\n' ? doc.replaceAll('\n', '\r\n') : doc;
}
