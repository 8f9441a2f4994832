/** Rows on their way into an index: `vectors` has the numbers of all of them, one after the other. */
export interface VectorRows {
  keys: number[];
  /** What tells that a key still stands for the same text: 48 bits of its hash. */
  marks: number[];
  vectors: Float32Array;
}

/**
 * An index of vectors of length one, found by nearness. It is derived and may be lost at any moment: it names keys only,
 * and whoever asks looks up in SQLite what they stand for. Every method rejects when its files are gone or damaged; then
 * it is dropped and made anew.
 */
export interface VectorIndex {
  /** Every key that it has, with its mark. */
  rows(): Promise<Map<number, number>>;
  add(rows: VectorRows): Promise<void>;
  remove(keys: readonly number[]): Promise<void>;
  /** Keys of about the `limit` nearest by cosine, in no order that counts. */
  nearest(wanted: { vector: Float32Array; limit: number }): Promise<number[]>;
  /** Makes it fast again after writes. Takes up to a minute: only when nothing else is to be done. */
  tend(): Promise<void>;
  close(): void;
}

/** Where indexes lie, one a model. */
export interface VectorIndexes {
  /** Opens it, or makes an empty one. @throws when the machine has no such index at all */
  open(model: string): Promise<VectorIndex>;
  /** Takes the indexes of all models away but this one's; of this one too without it. */
  dropOthers(model: string | undefined): Promise<void>;
}
