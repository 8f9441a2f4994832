import type { AskedCheckpoints } from '../english/checkpoints.ts';
import { quoted } from '../markdown.ts';
import { sayDay, sayDue } from './dates.ts';
import { bold, counted, unchanged } from './words.ts';

/** "in **Sito** tra lun 23 nov e dom 29 nov". */
function tailOf({ place, search, from, to, today }: AskedCheckpoints): string {
  const say = (day: string): string => (day === today ? `oggi (${sayDay({ day, today })})` : sayDay({ day, today }));
  const when =
    from !== undefined && from === to
      ? `, ${say(from)}`
      : from !== undefined && to !== undefined
        ? ` tra ${say(from)} e ${say(to)}`
        : to !== undefined
          ? ` entro ${say(to)}`
          : from === undefined
            ? ''
            : ` a partire da ${say(from)}`;
  return `${place === undefined ? '' : ` in ${bold(place)}`}${search === undefined ? '' : ` con ${quoted(search)}`}${when}`;
}

export const counts = ({ total, ...asked }: AskedCheckpoints & { total: number }): string =>
  total === 0 ? nothing(asked) : `Hai ${counted(total, 'checkpoint')}${tailOf(asked)}.`;

/** `shown`: the first so many of them follow, because no more were asked for. */
export const head = ({ total, shown, ...asked }: AskedCheckpoints & { total: number; shown: number | undefined }): string =>
  shown === undefined || shown >= total
    ? `Hai ${counted(total, 'checkpoint')}${tailOf(asked)}:`
    : `${shown === 1 ? 'Ecco il prossimo' : `Ecco i prossimi ${shown}`} di ${counted(total, 'checkpoint')}${tailOf(asked)}:`;

export function nothing(asked: AskedCheckpoints): string {
  const tail = tailOf(asked);
  return `Non hai nessun traguardo${tail}.${tail === '' ? ' Crea il primo con “aggiungi il traguardo Lancio a Sito il 12 maggio”.' : ''}`;
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
  `Il traguardo ${bold(title)}${facts.length === 0 ? ' non ha un giorno che io conosca' : `: ${facts.join(', ')}`}.`;

export const askTitle = (): string =>
  'Come si deve chiamare il traguardo? Per esempio: “aggiungi il traguardo Lancio a Sito il 12 maggio”.';

export const askDay = (title: string): string => `In che giorno è ${bold(title)}? Per esempio: “12 maggio”.`;

export const askProject = (title: string): string =>
  `In quale progetto è ${bold(title)}? Un traguardo sta in un progetto. Per esempio: “Sito”.`;

export const created = ({ title, facts, past }: { title: string; facts: string[]; past: boolean }): string =>
  `Ho creato il traguardo ${[bold(title), ...facts].join(', ')}.${past ? ' Quel giorno è già passato.' : ''}`;

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
  ...(before === after ? [] : [`Ho rinominato ${bold(before)} in ${bold(after)}.`]),
  ...(date === undefined
    ? []
    : [
        `${bold(after)} ora è ${sayDue({ due: date, today })}${today !== undefined && date.slice(0, 10) < today ? ', che è già passato' : ''}.`,
      ]),
  ...(project === undefined ? [] : [`Ho spostato ${bold(after)} in ${bold(project)}.`]),
];

/** The sentence before the list of several checkpoints that were changed. */
export const changedHead = (count: number): string => `Ho cambiato ${counted(count, 'checkpoint')}:`;

export const nothingToCountFrom = (title: string): string =>
  `${bold(title)} non ha un giorno da cui contare. Dimmi il giorno. ${unchanged}`;
