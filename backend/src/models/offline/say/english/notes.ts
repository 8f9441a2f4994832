import { bold, counted, literal, quoted } from '../markdown.ts';

/** Which notes were asked for. */
export interface AskedNotes {
  place: string | undefined;
  search: string | undefined;
}

const tailOf = ({ place, search }: AskedNotes): string =>
  `${place === undefined ? '' : ` in ${bold(place)}`}${search === undefined ? '' : ` that mention ${quoted(search)}`}`;

export const counts = ({ total, ...asked }: AskedNotes & { total: number }): string =>
  `You have ${counted(total, 'note')}${tailOf(asked)}.`;

/** `shown`: the first so many of them follow, because no more were asked for. */
export const head = ({ total, shown, ...asked }: AskedNotes & { total: number; shown: number | undefined }): string =>
  shown === undefined || shown >= total
    ? `You have ${counted(total, 'note')}${tailOf(asked)}:`
    : `${shown === 1 ? 'This is the latest' : `These are the latest ${shown}`} of ${counted(total, 'note')}${tailOf(asked)}:`;

export function nothing(asked: AskedNotes): string {
  const tail = tailOf(asked);
  return `You have no notes${tail}.${tail === '' ? ' Make the first with “note: the client wants blue”.' : ''}`;
}

export const facts = ({ project }: { project: string | undefined }): string[] =>
  project === undefined ? [] : [`in ${bold(project)}`];

/** The sentence before the notes that a search found, best first. */
export const found = ({ count, query }: { count: number; query: string }): string =>
  count === 1
    ? `This note may be about ${quoted(query)}:`
    : `These ${count} notes may be about ${quoted(query)}, the likeliest first:`;

export const notFound = ({ query, place }: { query: string; place: string | undefined }): string =>
  `I found no note about ${quoted(query)}${place === undefined ? '' : ` in ${bold(place)}`}.`;

/** Behind what was found, or not, when nothing here can search by meaning. */
export const wordsOnly = (): string => 'I compared words only: notes cannot be searched by meaning here.';

/** A note, before its text; `facts` beside its title. */
export const reading = ({ title, facts }: { title: string; facts: string[] }): string => `${[bold(title), ...facts].join(', ')}:`;

export const isEmpty = ({ title, facts }: { title: string; facts: string[] }): string =>
  `${[bold(title), ...facts].join(', ')} has no text yet.`;

/** Behind the beginning of a text that goes on. */
export const goesOn = (): string => 'It goes on: this is its beginning. In Notes you can read it all.';

export const askText = (): string => 'What should the note say? For example: “note: the client wants blue”.';

export const created = ({ title, facts, byMeaning }: { title: string; facts: string[]; byMeaning: boolean }): string =>
  `Wrote the note ${[bold(title), ...facts].join(', ')}.${byMeaning ? '' : ' It is found by its words; by its meaning only once this device has read it.'}`;

/** What was done to a note's text, if anything. */
export type TextChange = 'appended' | 'replaced';

/** One sentence for each thing that changed; `project`: where it is now, null for no project, undefined when it did not move. */
export const changes = ({
  before,
  after,
  project,
  text,
}: {
  before: string;
  after: string;
  project: string | null | undefined;
  text: TextChange | undefined;
}): string[] => [
  ...(before === after ? [] : [`Renamed ${bold(before)} to ${bold(after)}.`]),
  ...(text === 'appended'
    ? [`Added that to ${bold(after)}.`]
    : text === 'replaced'
      ? [`Changed the text of ${bold(after)}.`]
      : []),
  ...(project === undefined
    ? []
    : [project === null ? `${bold(after)} is in no project any more.` : `Moved ${bold(after)} to ${bold(project)}.`]),
];

/** The sentence before the list of several notes that were changed. */
export const changedHead = (count: number): string => `Changed ${counted(count, 'note')}:`;

/** The text came cut, so that writing it back would lose its end. */
export const isCut = (title: string): string =>
  `${bold(title)} is too long for me to read whole, and what I have not read I would lose. Nothing was changed: please change it in Notes.`;

/** A part of a text, shortened, on one line. */
export const excerpt = (text: string): string => literal(text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text);
