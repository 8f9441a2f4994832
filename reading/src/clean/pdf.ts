import { getDocumentProxy } from 'unpdf';
import { tidyText } from '../text/tidy-text.ts';
import type { Handled, HandlerInput } from './handled.ts';

const maximumPages = 500;

/** A PDF's text, page by page in reading order; pictures of text are not read. */
export async function cleanPdf({ bytes }: HandlerInput): Promise<Handled> {
  let pdf: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    pdf = await getDocumentProxy(bytes.slice(), { verbosity: 0 });
  } catch (cause) {
    const locked = cause instanceof Error && /password/i.test(`${cause.name} ${cause.message}`);
    return {
      full: '',
      metadata: {},
      notes: [locked ? 'The PDF is locked with a password.' : 'The PDF is damaged and cannot be opened.'],
    };
  }
  const notes: string[] = [];
  const pages: string[] = [];
  for (let number = 1; number <= Math.min(pdf.numPages, maximumPages); number++) {
    try {
      const page = await pdf.getPage(number);
      const content = await page.getTextContent();
      pages.push(content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    } catch {
      notes.push(`Page ${number} of the PDF cannot be read.`);
    }
  }
  if (pdf.numPages > maximumPages) notes.push(`Only the first ${maximumPages} of ${pdf.numPages} pages were read.`);
  const metadata: Record<string, unknown> = { pages: pdf.numPages };
  try {
    const info = (await pdf.getMetadata()).info as Record<string, unknown>;
    for (const [key, name] of [
      ['title', 'Title'],
      ['author', 'Author'],
    ] as const)
      if (typeof info[name] === 'string' && info[name] !== '') metadata[key] = tidyText(info[name]);
  } catch {
    // A PDF without readable metadata is still read.
  }
  const full = tidyText(
    pages
      .map((page) => page.trim())
      .filter(Boolean)
      .join('\n\n'),
  );
  if (full === '') notes.push('The PDF holds no text; it may be pictures of pages.');
  return { full, metadata, notes };
}
