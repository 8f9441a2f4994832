export { type CleanFile, type CleanSpan, preprocess } from './clean/preprocess.ts';
export { type ContentType, contentTypes, type Detected } from './detect/content-type.ts';
export { detectContentType } from './detect/detect-content-type.ts';
export { type HtmlText, htmlToText, type QuoteRange } from './html/html-to-text.ts';
export { type Span, splitThread, type Thread } from './thread/split-thread.ts';
