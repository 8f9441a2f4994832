import { lazy, Suspense } from 'react';

const load = () => import('./markdown-text.tsx').then(({ MarkdownText }) => ({ default: MarkdownText }));
const Markdown = lazy(load);

/** Fetches what shows Markdown before the first answer needs it. */
export function preloadMarkdown(): void {
  void load();
}

/** An answer's text. Until the Markdown part is there, the words stand as they are. */
export function AnswerText({ text, streaming }: { text: string; streaming: boolean }) {
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap wrap-anywhere">{text}</p>}>
      <Markdown text={text} streaming={streaming} />
    </Suspense>
  );
}
