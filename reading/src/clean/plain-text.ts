import { readHeaderLines } from '../mail/header-lines.ts';
import { decodeFile } from '../text/decode-file.ts';
import { tidyText } from '../text/tidy-text.ts';
import { splitThread } from '../thread/split-thread.ts';
import type { Handled, HandlerInput } from './handled.ts';

/** Plain text; a mail pasted into a file is split like one. */
export function cleanPlainText({ bytes }: HandlerInput): Handled {
  const full = tidyText(decodeFile(bytes));
  const lines = readHeaderLines(full);
  const bodyStart = lines.count >= 3 || (lines.count >= 2 && lines.metadata.from !== undefined) ? lines.bodyStart : 0;
  const thread = splitThread({ text: full.slice(bodyStart) });
  const last = thread.last.map((span) => ({ start: span.start + bodyStart, end: span.end + bodyStart }));
  const notes = full.trim() === '' ? ['The file has no readable text.'] : [];
  if (bodyStart === 0 && thread.kind === 'whole') return { full, metadata: {}, notes };
  return { full, last, metadata: bodyStart > 0 ? { ...lines.metadata, thread: thread.kind } : { thread: thread.kind }, notes };
}

/** Markdown: its text as it stands, because notes are quoted from it; front matter is told apart. */
export function cleanMarkdown({ bytes }: HandlerInput): Handled {
  const full = tidyText(decodeFile(bytes));
  const front = /^---\n([\s\S]{0,20000}?)\n---(?:\n|$)/.exec(full);
  const metadata: Record<string, unknown> = {};
  for (const line of front?.[1]?.split('\n') ?? []) {
    const match = /^([\w-]{1,60}):\s*(.+)$/.exec(line);
    if (match) metadata[match[1] as string] = (match[2] as string).replace(/^["']|["']$/g, '');
  }
  const heading = /^#{1,2}\s+(.{1,300})$/m.exec(full)?.[1]?.trim();
  if (heading && metadata['title'] === undefined) metadata['title'] = heading;
  return {
    full,
    ...(front ? { last: [{ start: front[0].length, end: full.length }] } : {}),
    metadata,
    notes: full.trim() === '' ? ['The file has no readable text.'] : [],
  };
}
