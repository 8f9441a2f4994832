import type { Capture, CapturedProject, CapturePart } from '#rpc/today.ts';
import { projectHint } from './project-hint.ts';

/** A stretch of the text, in UTF-16 units, that is left out of the title. */
interface Span {
  start: number;
  end: number;
}

/** A day or time that was found in the text. */
export interface CapturedDay extends Span {
  at: number;
}

const priorities: readonly { value: 'high' | 'medium' | 'low'; marks: RegExp }[] = [
  { value: 'high', marks: /(?<=^|\s)(?:!high|!hoch|!alta|!{1,3}|p1)(?=\s|$)/i },
  { value: 'medium', marks: /(?<=^|\s)(?:!medium|!mittel|!media|p2)(?=\s|$)/i },
  { value: 'low', marks: /(?<=^|\s)(?:!low|!niedrig|!bassa|p3)(?=\s|$)/i },
];

/** What stands before a day and belongs to it. */
const beforeDay =
  /(?:(?<=^|\s|\()(?:due|by|on|until|till|before|bis|am|zum|fällig|entro|per|il|pour|avant|le|para|antes de|voor|op)\s+){1,2}$/iu;

/** Someone else is waited for. The words stay in the title, which would not be understood without them. */
const waits = /^\s*(?:waiting (?:for|on)|wait (?:for|on)|warten? auf|in attesa d[aeio]\w*|aspett\w+|attendre|esperar a?)\b/iu;

const names = /(?<=^|\s)@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu;

/**
 * What a line says beside its title, by fixed rules: the same text is always understood alike. Nothing is decided here
 * that the user does not see: each part comes with the words that say it, and what `ignore` names is left in the title.
 */
export function captureOf({
  text,
  ignore,
  days,
  projects,
}: {
  text: string;
  ignore: ReadonlySet<CapturePart>;
  /** In the order of the text; those that are over are no due dates. */
  days: readonly CapturedDay[];
  projects: readonly CapturedProject[];
}): Capture {
  const spans: Span[] = [];
  const wordsOf = ({ start, end }: Span): string => text.slice(start, end).trim();
  const found: Omit<Capture, 'title' | 'other_days'> = {};

  const [day] = days;
  if (day && !ignore.has('due')) {
    const led = beforeDay.exec(text.slice(0, day.start));
    const span = { start: led ? led.index : day.start, end: day.end };
    spans.push(span);
    found.due = { at: day.at, words: wordsOf(span) };
  }
  const hint = ignore.has('project') ? undefined : projectHint({ text, projects, taken: spans });
  if (hint) {
    spans.push(hint.span);
    found.projects = { items: hint.projects, words: wordsOf(hint.span) };
  }
  if (!ignore.has('priority')) {
    for (const { value, marks } of priorities) {
      const mark = marks.exec(text);
      if (!mark || found.priority) continue;
      const span = { start: mark.index, end: mark.index + mark[0].length };
      spans.push(span);
      found.priority = { value, words: wordsOf(span) };
    }
  }
  if (!ignore.has('assignee')) {
    const marks = [...text.matchAll(names)];
    spans.push(...marks.map(({ index, 0: mark }) => ({ start: index, end: index + mark.length })));
    if (marks.length > 0)
      found.assignee = {
        names: [...new Set(marks.map(([, name = '']) => name))],
        words: marks.map(([mark]) => mark).join(' '),
      };
  }
  const waiting = ignore.has('owed_by') ? null : waits.exec(text);
  if (waiting) found.owed_by = { value: 'theirs', words: waiting[0].trim() };

  const title = titleWithout({ text, spans });
  // A line that is nothing but a day is a title.
  if (title === '') return { title: text.trim(), other_days: 0 };
  return { title, other_days: Math.max(0, days.length - (found.due ? 1 : 0)), ...found };
}

function titleWithout({ text, spans }: { text: string; spans: readonly Span[] }): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > at) rest += `${text.slice(at, start)} `;
    at = Math.max(at, end);
  }
  return (rest + text.slice(at))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s+([,;.:])/g, '$1')
    .replace(/^[\s,;.:–-]+/, '')
    .replace(/[\s,;:–-]+$/, '');
}
