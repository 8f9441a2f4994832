import { useMemo } from 'react';
import { AnswerText } from '#renderer/features/chat/index.ts';
import { wikiLinks } from '#rpc/note-links.ts';
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
  const shown = useMemo(() => previewText(text), [text]);
  return (
    // It scrolls, by keys too.
    <section
      aria-label="Preview"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="focus-inset min-h-0 flex-1 overflow-auto"
    >
      <div className="mx-auto max-w-measure px-6 py-4 text-14">
        {text.trim() === '' ? (
          <p className="text-13 text-ink-3">Nothing is written yet.</p>
        ) : (
          <AnswerText
            text={shown}
            streaming={false}
            onInAppLink={(href) => {
              const link = inAppLink(href);
              if (link) onLink(link);
            }}
          />
        )}
      </div>
    </section>
  );
}
