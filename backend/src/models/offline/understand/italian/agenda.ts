import type { Intent, TaskFilter } from '../intent.ts';
import { filterOf, hasFilter } from '../query-parts.ts';
import { type Phrase, part } from '../tokens.ts';
import { readWholeDue } from './due.ts';
import { readQueryParts } from './query-filter.ts';

const list = (filter: Partial<TaskFilter>): Intent => ({
  kind: 'list-tasks',
  amount: 'list',
  filter: { statuses: [], priorities: [], ...filter },
});
const open: Pick<TaskFilter, 'statuses'> = { statuses: ['todo', 'in_progress'] };

/** Questions about tasks that do not name them, in whole sentences. */
const sentences: readonly [RegExp, Partial<TaskFilter>][] = [
  [
    /^(che )?(cosa|cos') (devo|dovrei|posso|dobbiamo|mi conviene) (fare|iniziare|affrontare)( per prim[oa]| adesso| ora| subito| dopo)+$|^da (cosa|dove) (comincio|inizio|parto|devo cominciare|devo iniziare)$/,
    { ...open, order: 'due', limit: 5 },
  ],
  [
    /^(qual è|quale è) (la mia |il mio )?(prossim[oa] )(passo|cosa|cosa da fare|scadenza)$|^cosa (viene|c' è) (dopo|adesso)$/,
    { ...open, order: 'due', limit: 5 },
  ],
  [
    /^(qual è|cosa c' è di|cosa è|qual' è) (la cosa |il )?(piu )(urgente|importante)( adesso| ora| in questo momento)?$/,
    { ...open, order: 'priority', limit: 5 },
  ],
  [
    /^(dai mi |fai mi |mostra mi |mi fai |mi dai )?(un |una |il |la |l' )?(riepilogo|panoramica|riassunto|quadro|situazione)( generale| della situazione| di tutto| del lavoro| della giornata)?$/,
    { ...open, order: 'due' },
  ],
  [/^(mostra|elenca|dai|fai|vedi)( mi)?( vedere)? tutto$/, {}],
  [
    /^(che )?(cosa|cos') (ho|abbiamo) (gia )?(fatto|finito|completato|concluso)( finora| gia| fino a ora)?$/,
    { statuses: ['done'] },
  ],
  [/^(la )?(mia )?(agenda|lista delle cose da fare|to do list|todo list)$|^le (mie )?cose da fare$/, open],
];

const todayQuestions =
  /^((che )?(cosa|cos') (devo|dovrei|dobbiamo) (fare|finire|completare|consegnare)|(che )?(cosa|cos') (ho|abbiamo|c' è|mi aspetta|mi resta|resta|rimane|manca) ?(in programma|in agenda|da fare|in scadenza|in ballo|sul piatto|previsto)?|(che )?(cosa|cos') (è|c' è) (in programma|in agenda|da fare|previsto|in scadenza)|(che )?(impegni) (ho|abbiamo)|(mostra mi |dai mi |fai mi vedere |dimmi |com' è |qual è |mi mostri )?(la |il |l' )?(mia |mio )?(agenda|giornata|programma))(?= |$)/;

const people = /^(?:(?:che )?cosa|cos'|a cosa) (?:deve fare|sta facendo|ha da fare|fa|sta lavorando) (\p{L}+)$/u;

/** "Cosa devo fare oggi?", "cosa ho in programma domani?", "cosa scade questa settimana?": open tasks, without the word. */
export function readAgenda(phrase: Phrase): Intent | undefined {
  const text = phrase.tokens.map((token) => token.fold).join(' ');
  const due = readWholeDue(phrase);
  // "Oggi?", "domani", "questa settimana".
  if (due && due.relation === 'on' && phrase.tokens.length <= 4 && !/^\d/.test(text) && !/^(scade|per|a|al) /.test(text))
    return { kind: 'refine', filter: { due: { relation: due.relation, reading: due.reading } } };
  const sentence = sentences.find(([pattern]) => pattern.test(text));
  if (sentence) return list(sentence[1]);
  const person = people.exec(text)?.[1];
  if (person !== undefined && !['io', 'lui', 'lei'].includes(person)) {
    const token = phrase.tokens.findLast((one) => one.fold === person);
    return list({ ...open, assignee: token ? phrase.source.slice(token.start, token.end) : person });
  }
  const lead = todayQuestions.exec(text)?.[0];
  const bare =
    /^((che )?(cosa|cos')|c' è qualcosa|c' è altro|quali|qualcosa|ho qualcosa|che c' è) (è |c' è |sono |di )?(ancora |tutto |gia )?(aperto|scade|scadono|scaduto|in ritardo|in scadenza|resta|manca|in sospeso|in corso|fatto|urgente|da fare|in programma|previsto|completato|scadra)( |$)/.exec(
      text,
    );
  if (lead === undefined && !bare) return undefined;
  const from = lead === undefined ? (text.startsWith('che cosa') ? 2 : 1) : lead.trim().split(' ').length;
  const parts = readQueryParts(part(phrase, from));
  if (parts.unknown || parts.topic.length > 0 || parts.nouns.some((noun) => noun !== 'task')) return undefined;
  if (
    lead !== undefined &&
    !/da fare|in scadenza/.test(lead) &&
    parts.nouns.length === 0 &&
    !hasFilter(parts) &&
    !/agenda|giornata|programma|devo|dovrei|dobbiamo|aspetta|ballo|piatto|impegni|resta|rimane|manca/.test(lead)
  )
    return undefined;
  if (lead === undefined && parts.nouns.length === 0 && !hasFilter(parts)) return undefined;
  if (lead !== undefined && /giornata/.test(lead) && !parts.due)
    parts.due = { relation: 'on', reading: { phrase: { kind: 'offset', unit: 'day', count: 0 } } };
  if (lead !== undefined && parts.statuses.length === 0) parts.statuses.push('todo', 'in_progress');
  return { kind: 'list-tasks', amount: 'list', filter: filterOf(parts) };
}
