import type { Span } from '../text/span.ts';

/** Metadata as the commands print it: a flat object of what the file says about itself. */
export type Metadata = Record<string, unknown>;

/** What a handler makes of a file: the whole readable text, the stretches of it that are the message, and the rest. */
export type Handled = { full: string; last?: Span[]; metadata: Metadata; html?: string; notes: string[] };

export type HandlerInput = { name: string; bytes: Uint8Array };

export type Handler = (input: HandlerInput) => Handled | Promise<Handled>;
