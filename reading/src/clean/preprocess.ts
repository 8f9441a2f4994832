import type { ContentType } from '../detect/content-type.ts';
import { detectContentType } from '../detect/detect-content-type.ts';
import type { Span } from '../text/span.ts';
import type { Metadata } from './handled.ts';
import { handlerRegistry } from './handler-registry.ts';

/** A stretch of `clean_text` and where in `full_text` it stands (UTF-16 units). */
export type CleanSpan = { clean_start: number; start: number; length: number };

/**
 * A file as text. `full_text` is all that can be read; `clean_text` is the message itself (the last mail of a thread), made of
 * stretches of `full_text` that `spans` names, so that every character of it can be traced.
 */
export type CleanFile = {
  content_type: ContentType;
  mime: string;
  metadata: Metadata;
  clean_text: string;
  full_text: string;
  html?: string;
  notes: string[];
  spans: CleanSpan[];
};

const between = '\n\n';

/** Bytes in, clean text with metadata out. A file that cannot be read gives a note, not an error. */
export async function preprocess({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<CleanFile> {
  const { contentType, mime } = await detectContentType({ name, bytes });
  const { full, last, metadata, html, notes } = await handlerRegistry[contentType]({ name, bytes });
  const { text, spans } = joinSpans({ full, spans: last ?? [{ start: 0, end: full.length }] });
  return {
    content_type: contentType,
    mime,
    metadata,
    clean_text: text,
    full_text: full,
    ...(html === undefined ? {} : { html }),
    notes,
    spans,
  };
}

function joinSpans({ full, spans }: { full: string; spans: Span[] }): { text: string; spans: CleanSpan[] } {
  let text = '';
  const placed: CleanSpan[] = [];
  for (const span of spans) {
    let { start, end } = span;
    while (end > start && /\s/.test(full[end - 1] as string)) end--;
    while (start < end && full[start] === '\n') start++;
    if (end <= start) continue;
    if (text !== '') text += between;
    placed.push({ clean_start: text.length, start, length: end - start });
    text += full.slice(start, end);
  }
  return { text, spans: placed };
}
