import type { AskedNotes, TextChange } from '../english/notes.ts';
import { literal, quoted } from '../markdown.ts';
import { bold, counted, unchanged } from './words.ts';

const tailOf = ({ place, search }: AskedNotes, total = 2): string =>
  `${place === undefined ? '' : ` in ${bold(place)}`}${search === undefined ? '' : ` che ${total === 1 ? 'menziona' : 'menzionano'} ${quoted(search)}`}`;

export const counts = ({ total, ...asked }: AskedNotes & { total: number }): string =>
  total === 0 ? nothing(asked) : `Hai ${counted(total, 'note')}${tailOf(asked, total)}.`;

/** `shown`: the first so many of them follow, because no more were asked for. */
export const head = ({ total, shown, ...asked }: AskedNotes & { total: number; shown: number | undefined }): string =>
  shown === undefined || shown >= total
    ? `Hai ${counted(total, 'note')}${tailOf(asked, total)}:`
    : `${shown === 1 ? 'Ecco l’ultima' : `Ecco le ultime ${shown}`} di ${counted(total, 'note')}${tailOf(asked)}:`;

export function nothing(asked: AskedNotes): string {
  const tail = tailOf(asked, 1);
  return `Non hai nessuna nota${tail}.${tail === '' ? ' Scrivi la prima con “nota: il cliente vuole il blu”.' : ''}`;
}

export const facts = ({ project }: { project: string | undefined }): string[] =>
  project === undefined ? [] : [`in ${bold(project)}`];

/** The sentence before the notes that a search found, best first. */
export const found = ({ count, query }: { count: number; query: string }): string =>
  count === 1
    ? `Questa nota potrebbe riguardare ${quoted(query)}:`
    : `Queste ${count} note potrebbero riguardare ${quoted(query)}, dalla più probabile:`;

export const notFound = ({ query, place }: { query: string; place: string | undefined }): string =>
  `Non ho trovato nessuna nota su ${quoted(query)}${place === undefined ? '' : ` in ${bold(place)}`}.`;

/** Behind what was found, or not, when nothing here can search by meaning. */
export const wordsOnly = (): string => 'Ho confrontato solo le parole: qui le note non si possono cercare per significato.';

/** A note, before its text; `facts` beside its title. */
export const reading = ({ title, facts }: { title: string; facts: string[] }): string => `${[bold(title), ...facts].join(', ')}:`;

export const isEmpty = ({ title, facts }: { title: string; facts: string[] }): string =>
  `${[bold(title), ...facts].join(', ')} non ha ancora un testo.`;

/** Behind the beginning of a text that goes on. */
export const goesOn = (): string => 'Continua: questo è l’inizio. In Notes la puoi leggere tutta.';

export const askText = (): string => 'Che cosa deve dire la nota? Per esempio: “nota: il cliente vuole il blu”.';

export const created = ({ title, facts, byMeaning }: { title: string; facts: string[]; byMeaning: boolean }): string =>
  `Ho scritto la nota ${[bold(title), ...facts].join(', ')}.${byMeaning ? '' : ' Si trova con le sue parole; per significato solo quando questo dispositivo l’avrà letta.'}`;

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
  ...(before === after ? [] : [`Ho rinominato ${bold(before)} in ${bold(after)}.`]),
  ...(text === 'appended'
    ? [`L’ho aggiunto a ${bold(after)}.`]
    : text === 'replaced'
      ? [`Ho cambiato il testo di ${bold(after)}.`]
      : []),
  ...(project === undefined
    ? []
    : [project === null ? `${bold(after)} non è più in nessun progetto.` : `Ho spostato ${bold(after)} in ${bold(project)}.`]),
];

/** The sentence before the list of several notes that were changed. */
export const changedHead = (count: number): string => `Ho cambiato ${counted(count, 'note')}:`;

/** The text came cut, so that writing it back would lose its end. */
export const isCut = (title: string): string =>
  `${bold(title)} è troppo lunga perché la legga tutta, e ciò che non ho letto andrebbe perso. ${unchanged} Cambiala in Notes.`;

/** A part of a text, shortened, on one line. */
export const excerpt = (text: string): string => literal(text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text);
