import type { Intent, TaskFilter } from '../intent.ts';
import { type Phrase, part } from '../tokens.ts';
import { readWholeDue } from './changes.ts';
import { readQueryParts } from './query-filter.ts';
import { filterOf, hasFilter } from '../query-parts.ts';

const list = (filter: Partial<TaskFilter>): Intent => ({
  kind: 'list-tasks',
  amount: 'list',
  filter: { statuses: [], priorities: [], ...filter },
});
const open: Pick<TaskFilter, 'statuses'> = { statuses: ['todo', 'in_progress'] };

/** Questions about tasks that do not name them, in whole sentences. */
const sentences: readonly [RegExp, Partial<TaskFilter>][] = [
  [
    /^what (should|do|can|shall|must) (i|we) (do|work on|start with|tackle|do first|begin with)( next| now| first)?$/,
    { ...open, order: 'due', limit: 5 },
  ],
  [/^what('s| is) (next|my next step|coming up|coming up next)$/, { ...open, order: 'due', limit: 5 }],
  [/^what('s| is) (the )?most (urgent|important)( thing)?( right now| now)?$/, { ...open, order: 'priority', limit: 5 }],
  [
    /^(give me |show me |show )?(an |the |my )?(overview|summary|status|dashboard)( of (everything|all|my work|my day|things))?$/,
    { ...open, order: 'due' },
  ],
  [/^(show|list|give|tell|see)( me)?( all| everything| it all)$/, {}],
  [
    /^(what|which)( tasks| things| work)? (did|have) (i|we) (already )?(finish|finished|complete|completed|done|do|get done|accomplish|accomplished)( so far| already| yet)?$/,
    { statuses: ['done'] },
  ],
  [/^(my )?(to ?dos?|to do list|agenda)$/, open],
];

const people =
  /^what(?:'s| is| does| has| did)? (?!the |my |a |an |there |it |this |that |i |we |he |she |they )(\p{L}+) (?:working on|doing|assigned|assigned to|busy with|have to do|need to do|supposed to do|responsible for|got to do)$/u;
const todayQuestions =
  /^(what (do|should|must|have|need|can) (i|we) (have |need |got |got )?(to )?(do|get done|finish|complete|work on)|what (is|are|am) (i |there )?(to do|on my plate|on my list|on my agenda|on the agenda|on my schedule|planned|scheduled|up)|what's (on my plate|on my list|on my agenda|on the agenda|on my schedule|up|on|planned|scheduled|to do)|what (do|have) (i|we) (have |got )(on |planned |scheduled |going on )?|(show |tell |give )?(me )?my (day|agenda|schedule|plate))/;

/** "What do I have to do today?", "what's on my plate?", "what should I do next?": open tasks, without the word. */
export function readAgenda(phrase: Phrase): Intent | undefined {
  const text = phrase.tokens.map((token) => token.fold).join(' ');
  const due = readWholeDue(phrase);
  // "Today?", "tomorrow", "this week".
  if (due && due.relation === 'on' && phrase.tokens.length <= 4 && !/^\d/.test(text))
    return { kind: 'refine', filter: { due: { relation: due.relation, reading: due.reading } } };
  const lead = todayQuestions.exec(text)?.[0];
  const bare =
    /^(what is|what's|whats|what are|anything|is anything|is there anything|what|show me what is|show me what's|list what is|list what's|tell me what is|tell me what's|which are|what else is) (is )?(still |all )?(open|due|overdue|late|left|outstanding|pending|in progress|done|on|for|not done|remaining|unfinished|urgent|high|next|being worked on|to do|scheduled|planned|coming up|undone|completed|finished|left to do)( |$)/.exec(
      text,
    );
  const sentence = sentences.find(([pattern]) => pattern.test(text));
  if (sentence) return list(sentence[1]);
  const person = people.exec(text)?.[1];
  if (person !== undefined) return list({ ...open, assignee: ownWord({ phrase, fold: person }) });
  if (lead === undefined && !bare) return undefined;
  const from = lead === undefined ? 1 : lead.trim().split(' ').length;
  const parts = readQueryParts(part(phrase, from));
  if (parts.unknown || parts.topic.length > 0 || parts.nouns.some((noun) => noun !== 'task')) return undefined;
  if (lead === undefined && parts.nouns.length === 0 && !hasFilter(parts)) return undefined;
  if (lead !== undefined && parts.statuses.length === 0) parts.statuses.push('todo', 'in_progress');
  return { kind: 'list-tasks', amount: 'list', filter: filterOf(parts) };
}

/** A word as the user wrote it. */
function ownWord({ phrase, fold }: { phrase: Phrase; fold: string }): string {
  const token = phrase.tokens.find((one) => one.fold === fold);
  return token ? phrase.source.slice(token.start, token.end) : fold;
}
