import { type FoundAmount, findAmounts } from './amounts/find-amounts.ts';
import type { CleanFile } from './clean/preprocess.ts';
import { dateLanguage, type FoundDate, findDates } from './dates/find-dates.ts';
import { type BulkKind, bulkKind } from './mail/bulk-mail.ts';
import { type FoundTask, findTasks } from './tasks/find-tasks.ts';
import type { Span } from './text/span.ts';

/** A text this short does not tell its language; the dates in it may. */
const shortText = 40;

/** What a file's message says: its dates, what it asks and promises, its sums. Spans are UTF-16 units of `full_text`. */
export type Extracted = { dates: FoundDate[]; tasks: FoundTask[]; amounts: FoundAmount[]; is_bulk: boolean; bulk?: BulkKind };

export type ExtractOptions = {
  file: CleanFile;
  referenceTime?: number | undefined;
  fallbackTime?: number | undefined;
  zone?: string | undefined;
  language?: string | undefined;
};

/** A date needs a moment to count from: the one given, else the mail's own, else the caller's fallback. */
export function extract({ file, referenceTime, fallbackTime = 0, zone, language }: ExtractOptions): Extracted {
  const text = file.full_text;
  const spans: Span[] = file.spans.map(({ start, length }) => ({ start, end: start + length }));
  const tongue = dateLanguage({ text: file.clean_text.slice(0, 4000), language });
  const sent = typeof file.metadata['date'] === 'string' ? Date.parse(file.metadata['date']) : Number.NaN;
  const reference = referenceTime ?? (Number.isNaN(sent) ? fallbackTime : sent);
  const dates = spans.flatMap(({ start, end }) =>
    findDates({
      text: text.slice(start, end),
      referenceTime: reference,
      zone: zone ?? zoneOf(file),
      language: language ?? (file.clean_text.length > shortText ? tongue : undefined),
    }).map((date) => ({ ...date, start: date.start + start, end: date.end + start })),
  );
  const bulk = mailBulk(file);
  return {
    dates,
    tasks: findTasks({ text, spans, dates, language: tongue }),
    amounts: findAmounts({ text, spans }),
    is_bulk: bulk !== null,
    ...(bulk ? { bulk } : {}),
  };
}

/** Without a zone the writer's own offset is the best guess at what "tomorrow" meant. */
function zoneOf(file: CleanFile): string | undefined {
  const offset = file.metadata['date_zone'];
  return typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : undefined;
}

function mailBulk(file: CleanFile): BulkKind | null {
  const { metadata } = file;
  const isMail =
    file.content_type === 'email' ||
    file.content_type === 'email_html' ||
    file.content_type === 'msg' ||
    metadata['from'] !== undefined;
  const from = Array.isArray(metadata['from_addresses']) ? String(metadata['from_addresses'][0] ?? '') : '';
  const declared = typeof metadata['bulk'] === 'string' ? (metadata['bulk'] as BulkKind) : null;
  const kind = bulkKind({
    from,
    subject: typeof metadata['subject'] === 'string' ? metadata['subject'] : '',
    text: file.full_text,
    declared,
  });
  return isMail || kind === 'newsletter' ? kind : null;
}
