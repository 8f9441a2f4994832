import { createReader, detectContentType, ReadingError } from '@adiuva/reading';
import { attachmentTypeSchema, type AttachmentType } from '@adiuva/shared-protocol';
import { AttachmentError } from './attachment-error.ts';

/** Characters of a document that a model is shown at most. */
const TEXT_CHARACTERS = 100_000;
/** A long PDF takes a while. */
const TIMEOUT_MS = 15_000;
const CUT = '\n[The rest of this file was left out: it is too long.]';

/** What a file is, by its bytes, and what can be read of it. */
export interface ReadFile {
  contentType: AttachmentType;
  /** Of a document; undefined for an image. */
  text: string | undefined;
}

/** Markdown is known by its name alone: to its bytes it is text. */
const isMarkdown = (name: string): boolean => /\.(md|markdown)$/i.test(name);

function typeOf({ mime, name }: { mime: string; name: string }): AttachmentType | undefined {
  const isText = mime.startsWith('text/') || mime === 'application/json';
  const known = isText ? (isMarkdown(name) ? 'text/markdown' : 'text/plain') : mime;
  return attachmentTypeSchema.safeParse(known).data;
}

/** Only names of text files may hold text: a page or a script in disguise is none. */
const isTextName = (name: string): boolean => /\.(txt|text|md|markdown)$/i.test(name);

/**
 * Reads what was given along. Documents are read in a thread that a bad one takes with it, and that is gone when there was
 * nothing to read for a while. @throws AttachmentError
 */
export async function readFile({ name, bytes }: { name: string; bytes: Buffer }): Promise<ReadFile> {
  if (bytes.length === 0) {
    throw new AttachmentError({ code: 'unreadable', message: `“${name}” is empty. It was not taken.` });
  }
  const { mime } = await detectContentType({ name, bytes });
  const contentType = typeOf({ mime, name });
  if (contentType === undefined || (contentType.startsWith('text/') && !isTextName(name))) {
    throw new AttachmentError({
      code: 'unsupported_type',
      message: `“${name}” was not taken: images (png, jpg, gif, webp), PDF, and texts (txt, md) can be attached.`,
    });
  }
  if (contentType.startsWith('image/')) return { contentType, text: undefined };
  const text = await textOf({ name, bytes });
  return { contentType, text: text.length > TEXT_CHARACTERS ? `${text.slice(0, TEXT_CHARACTERS).toWellFormed()}${CUT}` : text };
}

async function textOf({ name, bytes }: { name: string; bytes: Buffer }): Promise<string> {
  const reader = createReader({ timeoutMs: TIMEOUT_MS });
  try {
    // The reader takes the memory of what it is given along.
    const { full_text: text } = await reader.preprocess({ name, bytes: new Uint8Array(bytes) });
    if (text.trim() !== '') return text;
  } catch (cause) {
    if (!(cause instanceof ReadingError)) throw cause;
    throw new AttachmentError({
      code: 'unreadable',
      message: `“${name}” could not be read: ${cause.message} It was not taken.`,
      cause,
    });
  } finally {
    await reader.dispose();
  }
  throw new AttachmentError({
    code: 'unreadable',
    message: `There is no text in “${name}”: it may be a scan. It was not taken. Attach its pages as images instead.`,
  });
}
