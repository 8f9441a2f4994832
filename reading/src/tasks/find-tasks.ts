import type { FoundDate } from '../dates/find-dates.ts';
import type { Language } from '../dates/language-words.ts';
import { splitSentences } from '../text/split-sentences.ts';
import type { Span } from '../text/span.ts';
import { intentScore } from './intent-score.ts';
import { taskKindOf } from './task-cues.ts';
import { type Priority, priorityOf } from './task-priority.ts';
import { taskTitle } from './task-title.ts';

/** Something to be done that a sentence names. `owner`: `mine` is the reader's, `theirs` the writer's. `due` as in dates. */
export type FoundTask = {
  title: string;
  quote: string;
  start: number;
  end: number;
  due: string | null;
  priority: Priority;
  owner: 'mine' | 'theirs';
};

const maximumTasks = 500;
/** Letters run to some hundred sentences; tables and logs to more, and ask nothing. */
const maximumSentences = 3000;
const maximumLength = 400_000;

/** Finds the sentences that ask, promise or propose, in the given stretches of a text. */
export function findTasks({
  text,
  spans,
  dates,
  language,
}: {
  text: string;
  spans: Span[];
  dates: FoundDate[];
  language: Language;
}): FoundTask[] {
  const tasks: FoundTask[] = [];
  let read = 0;
  let opened: ReturnType<typeof taskKindOf> = null;
  for (const span of spans) {
    for (const sentence of splitSentences(text, { start: span.start, end: Math.min(span.end, span.start + maximumLength) })) {
      if (tasks.length >= maximumTasks || read++ >= maximumSentences) return tasks;
      const quote = text.slice(sentence.start, sentence.end);
      if (quote.length < 3 || /^\s*>/.test(quote)) continue;
      const inside = dates.filter((date) => date.start >= sentence.start && date.end <= sentence.end);
      const kind =
        language === 'en'
          ? englishKind({ quote, dated: inside.length > 0 })
          : foreignKind({ quote, language, dated: inside.length > 0 });
      // What is listed under "I need three things:" is asked as well.
      const listed = /^(?:[-*•·–]|\d{1,2}[.)])\s/.test(quote);
      if (quote.endsWith(':')) opened = kind;
      else if (!listed) opened = null;
      const meant = kind ?? (listed ? opened : null);
      if (meant === null) continue;
      const due = dueOf({ text, dates: inside });
      tasks.push({
        title: taskTitle({ sentence: quote, due: due?.text ?? null }),
        quote,
        start: sentence.start,
        end: sentence.end,
        due: due?.iso ?? null,
        priority: priorityOf(quote),
        owner: meant === 'promise' ? 'theirs' : 'mine',
      });
    }
  }
  return tasks;
}

/** The table decides, except for a promise with its day, which the table's sentences were labelled on without one mind. */
function englishKind({ quote, dated }: { quote: string; dated: boolean }): ReturnType<typeof taskKindOf> {
  const promised =
    dated &&
    /^\W*(?:(?:ok|sure|yes|great|thanks|and|so|then)[,.!]?\s+)?(?:i|we)(?:['’]ll| will)\s+(?!not\b|be (?:out|away|on))/i.test(
      quote,
    );
  return promised || intentScore(quote) > 0 ? taskKindOf({ sentence: quote, language: 'en' }) : null;
}

/** Outside English cues decide; proposing a meeting needs a time or a question beside its noun. */
function foreignKind({
  quote,
  language,
  dated,
}: {
  quote: string;
  language: Language;
  dated: boolean;
}): ReturnType<typeof taskKindOf> {
  const kind = taskKindOf({ sentence: quote, language });
  if (kind === 'schedule' && !dated && !/\?/.test(quote)) return null;
  if (kind === null && /\?\s*$/.test(quote) && quote.length > 12) return 'ask';
  return kind;
}

/** The date a task is due: one after a word for a limit, else the first that is named; a period ends with its last working day. */
function dueOf({ text, dates }: { text: string; dates: FoundDate[] }): { text: string; iso: string } | null {
  const limited = dates.find((date) =>
    /(?<!\p{L})(?:by|before|until|due|no later than|within|entro|prima di|bis|spätestens|d'ici|avant|para|antes de|hasta|até|voor|uiterlijk|do|przed|до|к|senast|innan)\s+(?:the |il |le |el |o |den |zum |am |de |del |alle |l')?$/iu.test(
      text.slice(Math.max(0, date.start - 20), date.start),
    ),
  );
  const chosen = limited ?? dates[0];
  if (!chosen) return null;
  if (chosen.iso_end === undefined) return { text: chosen.text, iso: chosen.iso };
  const days = (Date.parse(chosen.iso_end) - Date.parse(chosen.iso)) / 86_400_000;
  return {
    text: chosen.text,
    iso: days === 6 ? new Date(Date.parse(chosen.iso_end) - 2 * 86_400_000).toISOString().slice(0, 10) : chosen.iso_end,
  };
}
