// Numbers alone, without the schemas that use them: the page imports these, and must not fetch zod for it.

/** How many changes one undo may name, and so how many rows one act of the page may write. */
export const CHANGES_AT_ONCE = 1_000;

/** Files that one message takes along at most. */
export const MESSAGE_FILES = 10;

/** Bytes of a file that one call carries; in base64 that is 512 KiB, which both channels of the page carry with ease. */
export const PIECE_BYTES = 384 * 1024;
