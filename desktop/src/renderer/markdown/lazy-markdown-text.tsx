import { lazy, Suspense } from 'react';
import type { MarkdownTextProps } from './markdown-text.tsx';

const load = () => import('./markdown-text.tsx').then(({ MarkdownText }) => ({ default: MarkdownText }));
const Markdown = lazy(load);

/** Fetches what shows Markdown before the first text needs it. */
export function preloadMarkdown(): void {
  void load();
}

/** A text of an answer or a note. Until the Markdown part is there, the words stand as they are. */
export function LazyMarkdownText(props: MarkdownTextProps) {
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap wrap-anywhere">{props.text}</p>}>
      <Markdown {...props} />
    </Suspense>
  );
}
