import { memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { LazyMarkdownText } from '#renderer/markdown/index.ts';
import { wikiLinks } from '#rpc/note-links.ts';
import { previewPieces } from './preview-pieces.ts';
import type { NoteSession } from './note-session.ts';
import type { NoteLink } from './text-links.ts';
import { useRestingText } from './use-resting-text.ts';

const BY_TITLE = '#/note-by-title/';

/** Code shows what stands in it: links are made in the rest. */
const code = /(```[^]*?(?:```|$)|`[^`\n]*`)/;
const frontMatter = /^---\r?\n[^]*?\r?\n---(?:\r?\n|$)/;

function escaped(words: string): string {
  return words.replaceAll(/[\\[\]]/g, String.raw`\$&`);
}

/** A note's text with its links to other notes as Markdown has them. What stands before the text as fields is left out. */
export function previewText(text: string): string {
  return text
    .replace(frontMatter, '')
    .split(code)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      let at = 0;
      let result = '';
      for (const { from, to, title, rest } of wikiLinks(part)) {
        const words = rest.split('|')[1] ?? title;
        result += `${part.slice(at, from)}[${escaped(words)}](${BY_TITLE}${encodeURIComponent(title)})`;
        at = to;
      }
      return result + part.slice(at);
    })
    .join('');
}

/** Where a link of the preview leads within the app. */
function inAppLink(href: string): NoteLink | undefined {
  if (href.startsWith(BY_TITLE)) return { to: 'title', title: decodeURIComponent(href.slice(BY_TITLE.length)) };
  const [, table, id] = /^#\/(notes|tasks|projects|clients)\/([A-Za-z0-9_.:-]{1,128})$/.exec(href) ?? [];
  return table && id ? { to: 'row', table, id } : undefined;
}

/** A note as it reads. Nothing is fetched from elsewhere, and links say where they lead. */
export function NotePreview({ session, onLink }: { session: NoteSession; onLink: (link: NoteLink) => void }) {
  const text = useRestingText(session);
  const pieces = useMemo(() => previewPieces(previewText(text)), [text]);
  const scroller = useRef<HTMLElement>(null);
  const told = useRef(onLink);
  useEffect(() => {
    told.current = onLink;
  });
  const [follow] = useState(() => (href: string) => {
    const link = inAppLink(href);
    if (link) told.current(link);
  });
  return (
    // It scrolls, by keys too.
    <section
      ref={scroller}
      aria-label="Preview"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="focus-inset min-h-0 flex-1 overflow-auto"
    >
      <div className="mx-auto max-w-measure px-6 py-4 text-14">
        {text.trim() === '' ? (
          <p className="text-13 text-ink-3">Nothing is written yet.</p>
        ) : (
          pieces.map((piece, index) => (
            // Pieces have no name but their place; each is set anew when its own text changes.
            // oxlint-disable-next-line react/no-array-index-key
            <Piece key={index} text={piece} isFirst={index < 2} scroller={scroller} onInAppLink={follow} />
          ))
        )}
      </div>
    </section>
  );
}

/** About how high a text will be, in pixels, before it was set. */
function heightOf(text: string): number {
  return 24 * text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 80)), 0);
}

/** A piece of a long text, set once it comes near to what is seen. */
const Piece = memo(function Piece({
  text,
  isFirst,
  scroller,
  onInAppLink,
}: {
  text: string;
  isFirst: boolean;
  scroller: RefObject<HTMLElement | null>;
  onInAppLink: (href: string) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(isFirst);
  useEffect(() => {
    const element = place.current;
    if (isNear || !element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true);
      },
      { root: scroller.current, rootMargin: '600px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear, scroller]);
  return (
    <div ref={place} style={isNear ? undefined : { height: heightOf(text) }} className="mt-2.5 first:mt-0">
      {isNear && <LazyMarkdownText text={text} streaming={false} onInAppLink={onInAppLink} />}
    </div>
  );
});
