/** Why a file could not be read: it took too long, too much memory, is too large, or broke its parser. */
export type ReadingErrorCode = 'timeout' | 'out_of_memory' | 'file_too_large' | 'unreadable_file';

/** A failure of one file; other files are not concerned. */
export class ReadingError extends Error {
  readonly code: ReadingErrorCode;

  constructor(code: ReadingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReadingError';
    this.code = code;
  }
}
