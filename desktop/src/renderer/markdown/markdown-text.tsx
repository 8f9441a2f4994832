import { Tooltip } from 'radix-ui';
import { type ComponentProps, createContext, createElement, isValidElement, type ReactNode, use } from 'react';
import { Streamdown } from 'streamdown';
import { type LinkTarget, linkTarget, linkWords } from './link-target.ts';

/** The words inside of an element, without their dress. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children);
  return '';
}

/** The link itself: it opens outside the app, and tells the whole of its address on hover and focus. */
function Anchor({ target, children }: { target: LinkTarget; children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <a href={target.href} target="_blank" rel="noopener noreferrer nofollow">
          {children}
        </a>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={5}
          collisionPadding={8}
          className="z-50 max-h-40 max-w-[min(32rem,calc(100vw-1rem))] animate-appear overflow-hidden rounded-m bg-raised px-2 py-1 text-12 wrap-anywhere text-ink shadow-float"
        >
          <bdi dir="ltr">{target.href}</bdi>
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** Follows an address of the app itself, such as `#/tasks/ID`; absent where a text has no say in where the app goes. */
const InAppLinks = createContext<((href: string) => void) | undefined>(undefined);

/** A link goes where it says: what its words do not tell of its target stands beside them. */
function Link({ href, children }: ComponentProps<'a'>) {
  const follow = use(InAppLinks);
  if (follow && href?.startsWith('#/'))
    return (
      <a
        href={href}
        onClick={(event) => {
          event.preventDefault();
          follow(href);
        }}
      >
        {children}
      </a>
    );
  const target = linkTarget(href);
  if (!target) return <span>{children}</span>;
  const words = linkWords({ says: textOf(children), target });
  switch (words) {
    case 'same':
      return <Anchor target={target}>{children}</Anchor>;
    case 'beside':
      return (
        <Anchor target={target}>
          <bdi>{children}</bdi>
          <bdi dir="ltr" className="text-12 text-ink-2">
            {' '}
            ({target.shown})
          </bdi>
        </Anchor>
      );
    // Words that name another place are no link: only the place itself is.
    case 'other':
      return (
        <span>
          <bdi>{children}</bdi>
          <span className="text-12 text-late"> (this leads to </span>
          <Anchor target={target}>
            <bdi dir="ltr" className="text-12">
              {target.shown}
            </bdi>
          </Anchor>
          <span className="text-12 text-late">)</span>
        </span>
      );
    default:
      return words satisfies never;
  }
}

/** Nothing is fetched from elsewhere to show an answer: an image is named, not loaded. */
function Image({ alt, src }: ComponentProps<'img'>) {
  const target = typeof src === 'string' ? linkTarget(src) : undefined;
  return (
    <span className="text-12 text-ink-3">
      [Image not loaded{alt ? `: ${alt}` : ''}
      {target ? `, from ${target.shown}` : ''}]
    </span>
  );
}

function Table({ children }: ComponentProps<'table'>) {
  return (
    // A wide table scrolls, by keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame focus-inset" tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  );
}

function Code({ children }: ComponentProps<'code'>) {
  return <code>{children}</code>;
}

function Pre({ children }: ComponentProps<'pre'>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre tabIndex={0} role="region" aria-label="Code" className="focus-inset">
      {children}
    </pre>
  );
}

/** The box of a task list: it shows, and is not for pressing. */
function Box({ checked }: ComponentProps<'input'>) {
  return (
    <span role="img" aria-label={checked ? 'Done:' : 'Open:'} className="mr-1.5 text-ink-2">
      {checked ? '☑' : '☐'}
    </span>
  );
}

/** The element alone: the app's own style sheet dresses it. */
function bare(name: 'p' | 'ul' | 'ol' | 'li' | 'blockquote' | 'strong' | 'thead' | 'tbody' | 'tr' | 'th' | 'td') {
  return function Bare({ children }: { children?: ReactNode }) {
    return createElement(name, undefined, children);
  };
}

/** An answer's headings stand below the view's own. */
function Heading({ children }: { children?: ReactNode }) {
  return <h3>{children}</h3>;
}

const components = {
  a: Link,
  img: Image,
  table: Table,
  code: Code,
  inlineCode: Code,
  pre: Pre,
  input: Box,
  p: bare('p'),
  ul: bare('ul'),
  ol: bare('ol'),
  li: bare('li'),
  blockquote: bare('blockquote'),
  strong: bare('strong'),
  thead: bare('thead'),
  tbody: bare('tbody'),
  tr: bare('tr'),
  th: bare('th'),
  td: bare('td'),
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
};

export interface MarkdownTextProps {
  text: string;
  streaming: boolean;
  /** Where links within the app lead: for the user's own texts alone. */
  onInAppLink?: ((href: string) => void) | undefined;
}

export function MarkdownText({ text, streaming, onInAppLink }: MarkdownTextProps) {
  return (
    <InAppLinks value={onInAppLink}>
      <Streamdown
        className="markdown"
        mode={streaming ? 'streaming' : 'static'}
        skipHtml
        controls={false}
        linkSafety={{ enabled: false }}
        components={components}
      >
        {text}
      </Streamdown>
    </InAppLinks>
  );
}
