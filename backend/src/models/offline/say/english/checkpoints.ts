import { bold, counted, quoted } from '../markdown.ts';
import { sayDay, sayDue } from './dates.ts';

/** Which checkpoints were asked for. `from`, `to`: days, both included. */
export interface AskedCheckpoints {
  place: string | undefined;
  search: string | undefined;
  from: string | undefined;
  to: string | undefined;
  today: string | undefined;
}

/** "in **Website** from Mon 23 Nov to Sun 29 Nov". */
function tailOf({ place, search, from, to, today }: AskedCheckpoints): string {
  const say = (day: string): string => (day === today ? `today (${sayDay({ day, today })})` : sayDay({ day, today }));
  const when =
    from !== undefined && from === to
      ? ` on ${say(from)}`
      : from !== undefined && to !== undefined
        ? ` from ${say(from)} to ${say(to)}`
        : to !== undefined
          ? ` until ${say(to)}`
          : from === undefined
            ? ''
            : ` from ${say(from)} on`;
  return `${place === undefined ? '' : ` in ${bold(place)}`}${search === undefined ? '' : ` that match ${quoted(search)}`}${when}`;
}

export const counts = ({ total, ...asked }: AskedCheckpoints & { total: number }): string =>
  `You have ${counted(total, 'checkpoint')}${tailOf(asked)}.`;

/** `shown`: the first so many of them follow, because no more were asked for. */
export const head = ({ total, shown, ...asked }: AskedCheckpoints & { total: number; shown: number | undefined }): string =>
  shown === undefined || shown >= total
    ? `You have ${counted(total, 'checkpoint')}${tailOf(asked)}:`
    : `${shown === 1 ? 'This is the next' : `These are the next ${shown}`} of ${counted(total, 'checkpoint')}${tailOf(asked)}:`;

export function nothing(asked: AskedCheckpoints): string {
  const tail = tailOf(asked);
  return `You have no checkpoints${tail}.${tail === '' ? ' Make the first with “add a checkpoint Launch to Website on 12 May”.' : ''}`;
}

/** What is known of a checkpoint beside its title. */
export const facts = ({
  date,
  project,
  today,
}: {
  date: string | undefined;
  project: string | undefined;
  today: string | undefined;
}): string[] => [
  ...(date === undefined ? [] : [sayDue({ due: date, today })]),
  ...(project === undefined ? [] : [`in ${bold(project)}`]),
];

/** One checkpoint, for a question about it. */
export const about = ({ title, facts }: { title: string; facts: string[] }): string =>
  `The checkpoint ${bold(title)}${facts.length === 0 ? ' has no day that I know' : ` is on ${facts.join(', ')}`}.`;

export const askTitle = (): string =>
  'What should the checkpoint be called? For example: “add a checkpoint Launch to Website on 12 May”.';

export const askDay = (title: string): string => `On which day is ${bold(title)}? For example: “12 May”.`;

export const askProject = (title: string): string =>
  `In which project is ${bold(title)}? A checkpoint belongs to one. For example: “Website”.`;

export const created = ({ title, facts, past }: { title: string; facts: string[]; past: boolean }): string =>
  `Created the checkpoint ${[bold(title), ...facts].join(', ')}.${past ? ' That day is in the past.' : ''}`;

/** One sentence for each thing that changed; what did not is undefined. */
export const changes = ({
  before,
  after,
  date,
  project,
  today,
}: {
  before: string;
  after: string;
  date: string | undefined;
  project: string | undefined;
  today: string | undefined;
}): string[] => [
  ...(before === after ? [] : [`Renamed ${bold(before)} to ${bold(after)}.`]),
  ...(date === undefined
    ? []
    : [
        `${bold(after)} is now on ${sayDue({ due: date, today })}${today !== undefined && date.slice(0, 10) < today ? ', which is in the past' : ''}.`,
      ]),
  ...(project === undefined ? [] : [`Moved ${bold(after)} to ${bold(project)}.`]),
];

/** The sentence before the list of several checkpoints that were changed. */
export const changedHead = (count: number): string => `Changed ${counted(count, 'checkpoint')}:`;

export const nothingToCountFrom = (title: string): string =>
  `${bold(title)} has no day to count from. Please give the day. Nothing was changed.`;
