/** A note's text on its way into a vector. */
export interface NoteText {
  noteId: string;
  text: string;
}

/**
 * What came of a text. `hidden`: the user's rules keep it here. `refused`: it cannot be embedded as it is, and is tried a
 * few times more.
 */
export type Embedded = { state: 'embedded'; vector: Float32Array } | { state: 'hidden' } | { state: 'refused' };

/** Nobody can embed just now: the backend is away, or has no such model. Tried again later. */
export class EmbedderAwayError extends Error {
  /** `message`: a sentence for the user. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbedderAwayError';
  }
}

/** Makes texts into vectors, by one model. */
export interface TextEmbedder {
  /** Texts that are taken at once, at most, and their characters together. */
  batch: { notes: number; characters: number };
  /** How long a note is left alone after it was written, because it may be written on: milliseconds. */
  settleMs: number;
  /** Those of these notes that the user's rules let it read now. */
  seen(noteIds: readonly string[]): string[];
  /** In the order of the notes. @throws EmbedderAwayError */
  notes(texts: readonly NoteText[]): Promise<Embedded[]>;
  /** What a user is looking for; undefined when it may not leave. @throws EmbedderAwayError */
  question(text: string): Promise<Float32Array | undefined>;
}
