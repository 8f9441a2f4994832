/** A stretch of a text, in UTF-16 units; `end` is the first unit after it. */
export type Span = { start: number; end: number };
