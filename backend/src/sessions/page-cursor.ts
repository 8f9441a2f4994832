import type { z } from 'zod';

/** A place in a list as a text that tells nothing: what a page gives as `next_cursor`. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws CursorError when it is none that was given. */
export function readCursor<Place>({ text, schema }: { text: string; schema: z.ZodType<Place> }): Place {
  const decoded = Buffer.from(text, 'base64url').toString('utf8');
  try {
    return schema.parse(JSON.parse(decoded));
  } catch (cause) {
    throw new CursorError({ cause });
  }
}

/** The cursor was not given by this list. */
export class CursorError extends Error {
  readonly code = 'invalid_cursor';

  constructor({ cause }: { cause: unknown }) {
    super('This cursor is none that this list gave. Begin the list again without one.', { cause });
    this.name = 'CursorError';
  }
}
