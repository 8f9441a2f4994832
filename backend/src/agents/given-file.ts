import type { UserContent } from 'ai';

/** A file that the user gave along with a message, as far as the model that is asked can take it. */
export interface GivenFile {
  name: string;
  /** Its content type, `image/png` for example. */
  contentType: string;
  /** What can be read of a document. */
  text: string | undefined;
  /** The bytes of an image, for a model that sees. */
  image: Uint8Array | undefined;
}

type Part = Exclude<UserContent, string>[number];

/** A name in a line of its own: it may not end the line, or the quotes. */
const quoted = (name: string): string => `“${name.replaceAll(/[\r\n“”]+/g, ' ')}”`;

/** What a message with these files is to a model: the files in their order, then the words. */
export function withFiles({ words, files }: { words: string; files: readonly GivenFile[] }): UserContent {
  if (files.length === 0) return words;
  return [...files.flatMap(partsOf), { type: 'text', text: words }];
}

function partsOf({ name, contentType, text, image }: GivenFile): Part[] {
  if (text !== undefined) {
    const end = fence(text);
    return [{ type: 'text', text: `The user gave the file ${quoted(name)} along. Its text:\n${end}\n${text}\n${end}` }];
  }
  if (image === undefined)
    return [{ type: 'text', text: `[The user gave the image ${quoted(name)} along; it cannot be shown here.]` }];
  return [
    { type: 'text', text: `The user gave the image ${quoted(name)} along:` },
    { type: 'file', data: image, mediaType: contentType },
  ];
}

/** A line that the text itself does not hold. */
function fence(text: string): string {
  let line = '```';
  while (text.includes(line)) line += '`';
  return line;
}

/**
 * The line behind a message to the offline model that says which files came with it. Its rules read words only; they say that
 * they cannot look at files.
 */
export function filesLine(files: readonly GivenFile[]): string {
  return files.length === 0 ? '' : `\n[files: ${files.map(({ name }) => quoted(name)).join(', ')}]`;
}

/** How much of a conversation's length they are, in characters; an image counts as a page of text. */
export function lengthOf(files: readonly GivenFile[]): number {
  const PAGE = 3_000;
  return files.reduce((sum, { text, image }) => sum + (text?.length ?? 0) + (image === undefined ? 100 : PAGE), 0);
}
