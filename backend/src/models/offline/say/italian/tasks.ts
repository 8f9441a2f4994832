import { addDays } from '#backend/models/offline/dates/calendar.ts';
import type { TaskFilter } from '#backend/models/offline/understand/intent.ts';
import { type Described, isPlain } from '../described.ts';
import { literal, quoted } from '../markdown.ts';
import { sayDay } from './dates.ts';
import { bold, counted, joined, levels, to, unchangedIf } from './words.ts';

function statusWords({ statuses }: TaskFilter, one: boolean): string {
  if (statuses.length === 2 && !statuses.includes('done')) return one ? ' aperta' : ' aperte';
  const names = { todo: 'da fare', in_progress: 'in corso', done: one ? 'fatta' : 'fatte' } as const;
  return statuses.length === 0 || statuses.length === 3
    ? ''
    : ` ${joined(
        statuses.map((status) => names[status]),
        'o',
      )}`;
}

function dueWords({ filter, range, scene }: Described): string {
  const relation = filter.due?.relation;
  if (relation === undefined || relation === 'overdue') return '';
  if (relation === 'none') return ' senza scadenza';
  if (relation === 'any') return ' con una scadenza';
  const today = scene.now?.day;
  const say = (day: string): string => {
    if (day === today) return `oggi (${sayDay({ day, today })})`;
    if (today !== undefined && day === addDays({ day: today, count: 1 })) return `domani (${sayDay({ day, today })})`;
    return sayDay({ day, today });
  };
  const { due_from: from, due_to: to_ } = range;
  if (from !== undefined && from === to_) return ` in scadenza ${say(from)}`;
  if (from !== undefined && to_ !== undefined)
    return ` in scadenza tra ${sayDay({ day: from, today })} e ${sayDay({ day: to_, today })}`;
  if (to_ !== undefined) return ` in scadenza entro ${say(to_)}`;
  return from === undefined ? '' : ` in scadenza a partire da ${say(from)}`;
}

/** "3 attività aperte con priorità alta in **Sito** in scadenza entro gio 26 nov". */
export function describe({ count, ...described }: Described & { count: number | 'no' }): string {
  const { filter, place } = described;
  const one = count === 1 || count === 'no';
  const late = filter.due?.relation === 'overdue';
  const tail = [
    late ? ' in ritardo' : statusWords(filter, one),
    filter.priorities.length === 0
      ? ''
      : ` con priorità ${joined(
          filter.priorities.map((level) => levels[level]),
          'o',
        )}`,
    filter.unassigned ? ` non ${one ? 'assegnata' : 'assegnate'}` : '',
    filter.unplaced ? ' senza progetto' : '',
    place === undefined ? '' : ` ${place.kind === 'project' ? 'in' : 'per'} ${bold(place.row.name)}`,
    filter.assignee === undefined ? '' : ` ${one ? 'assegnata' : 'assegnate'} ${to(literal(filter.assignee))}`,
    filter.search === undefined ? '' : ` che ${one ? 'menziona' : 'menzionano'} ${quoted(filter.search)}`,
    dueWords(described),
  ].join('');
  return count === 'no' ? `nessun’attività${tail}` : `${counted(count, 'task')}${tail}`;
}

const have = (described: Described & { count: number | 'no' }): string =>
  `${described.count === 'no' ? 'Non hai' : 'Hai'} ${describe(described)}`;

/** "Hai 3 attività aperte.", and what was not looked at. */
export const counts = (described: Described & { count: number; unread: number }): string =>
  `${have(described)}.${unreadOf(described)}`;

/** The sentence before a list. `shown`: only so many were asked for. */
export function head({ shown, ...described }: Described & { count: number; shown?: number | undefined }): string {
  if (shown === undefined) return `${have(described)}:`;
  return `${shown === 1 ? 'Ecco la prima' : `Ecco le prime ${shown}`} di ${describe(described)}:`;
}

export const unreadOf = ({ unread }: { unread: number }): string =>
  unread > 0
    ? ` Non ho guardato ${unread === 1 ? 'un’altra attività' : `altre ${unread} attività`}: restringi la richiesta per progetto o stato per arrivarci.`
    : '';

export function nothing(described: Described): string {
  const text = `${have({ ...described, count: 'no' })}.`;
  return isPlain(described) ? `${text} Crea la prima con “crea un’attività chiamata Comprare il latte per venerdì”.` : text;
}

/** More tasks than a command may change. */
export const tooMany = ({ most, ...described }: Described & { count: number; most: number }): string =>
  `Sono ${describe(described)}. Ne cambio al massimo ${most} per volta, quindi non ho cambiato nulla. Restringi la richiesta: per progetto, giorno o priorità.`;

export const tooManyProjects = ({ client, total }: { client: string; total: number }): string =>
  `${bold(client)} ha ${total} progetti, più di quanti ne possa scorrere in una volta. Chiedi di uno solo: “le attività del progetto …”.`;

/** A command was about tasks that are not there. */
export const noneSuch = ({ writes, ...described }: Described & { writes: boolean }): string =>
  `${have({ ...described, count: 'no' })}.${unchangedIf(writes)}`;
