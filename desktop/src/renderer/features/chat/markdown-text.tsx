import { type ComponentProps, createElement, type ReactNode } from 'react';
import { Streamdown } from 'streamdown';
import { linkTarget } from './link-target.ts';

/** A link goes where it says: what its words do not tell of its target stands beside them. It opens outside the app. */
function Link({ href, children }: ComponentProps<'a'>) {
  const target = linkTarget(href);
  if (!target) return <span>{children}</span>;
  const says = typeof children === 'string' ? children : '';
  const plain = says === target.href || says === target.shown || `mailto:${says}` === target.href;
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer nofollow" title={target.href}>
      {children}
      {!plain && <span className="text-12 text-ink-2"> ({target.shown})</span>}
    </a>
  );
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
}

export function MarkdownText({ text, streaming }: MarkdownTextProps) {
  return (
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
  );
}
