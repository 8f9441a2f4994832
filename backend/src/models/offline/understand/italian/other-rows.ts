import type { CheckpointChange, CommentTarget, Intent, NoteChange } from '../intent.ts';
import { type SlotTypes, type Slots, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, part, textOf, trimMarks } from '../tokens.ts';
import { longestAt, phrases, wordAt } from '../words.ts';
import { readShift } from './changes.ts';
import { readWholeDue } from './due.ts';
import { pastArticles } from './lexicon.ts';
import { readNewCheckpoint } from './new-checkpoint.ts';
import { readPlaceName } from './place.ts';
import { readRowQuery } from './row-query.ts';
import { type RowKind, hasNoun, readRows, withoutPlace } from './row-target.ts';
import { readPlaces, readTarget } from './target.ts';
import { updateWords } from './update-words.ts';

const rows = (kind: RowKind) => ({
  words: 24,
  fits: (phrase: Phrase) => hasNoun({ phrase, kind }) && readRows({ phrase, kind }) !== undefined,
});
const types: SlotTypes = {
  checkpoint: rows('checkpoint'),
  note: rows('note'),
  date: { words: 24, fits: (phrase) => readWholeDue(phrase) !== undefined },
  shift: { words: 24, fits: (phrase) => readShift(phrase) !== undefined },
};
const words = {
  ...updateWords,
  deletes: phrases('elimina | cancella | rimuovi | togli | butta | scarta'),
  shows: phrases(
    'mostra | mostra_mi | fai_mi_vedere | elenca | elenca_mi | leggi | leggi_mi | visualizza | dai_mi | quali_sono | vedi | apri | mi_mostri | mi_leggi',
  ),
};
const compiled = (source: string) => compilePattern({ source, lexicon: words });
const slotsOf = ({
  patterns,
  phrase,
}: {
  patterns: readonly ReturnType<typeof compiled>[];
  phrase: Phrase;
}): Slots | undefined => {
  for (const pattern of patterns) {
    const slots = matchPattern({ pattern, phrase, types });
    if (slots) return slots;
  }
  return undefined;
};

const titled = ({ v }: Slots) => (v ? { title: textOf(v) } : undefined);
const placed = ({ w }: Slots) => (w ? { place: readPlaceName(w) } : undefined);
const days = ({ d }: Slots): CheckpointChange | undefined => {
  const due = d && readWholeDue(d);
  return due && { date: { relation: due.relation, reading: due.reading } };
};
const shifts =
  (sign: 1 | -1) =>
  ({ n }: Slots): CheckpointChange | undefined => {
    const shift = n && readShift(n);
    return shift && { shift: { unit: shift.unit, count: shift.count * sign } };
  };

const checkpointChanges = (
  [
    ['rinomina|intitola {c:checkpoint} in|come|: {v}', titled],
    ['<set> (<il>) <title> <di> {c:checkpoint} in|a|: {v}', titled],
    ['<move> (<il>) data|giorno|scadenza <di> {c:checkpoint} <a>|in|per|: {d:date}', days],
    ['anticipa {c:checkpoint} di {n:shift}', shifts(-1)],
    ['<delay> {c:checkpoint} (avanti) di {n:shift}', shifts(1)],
    ['<move> {c:checkpoint} <a>|per|in|: {d:date}', days],
    ['sposta|metti|trasferisci|passa|collega|assegna {c:checkpoint} <a>|<in>|sotto {w}', placed],
  ] as const
).map(([source, change]) => ({ pattern: compiled(source), change }));

const noteChanges = (
  [
    ['rinomina|intitola {c:note} in|come|: {v}', titled],
    ['<set> (<il>) <title> <di> {c:note} in|a|: {v}', titled],
    [
      '<set>|sostituisci|riscrivi (<il>) testo|contenuto <di> {c:note} con|in|: {v}',
      ({ v }: Slots): NoteChange | undefined => (v ? { content: textOf(v) } : undefined),
    ],
    ['aggiungi {v} <a> {c:note}', ({ v }: Slots): NoteChange | undefined => (v ? { append: textOf(v) } : undefined)],
    ['<remove> {c:note} <da> (<il>) progetto', (): NoteChange => ({ place: null })],
    ['<remove> {c:note} <da> (<il>) progetto {w}', (): NoteChange => ({ place: null })],
    ['sposta|metti|trasferisci|passa|collega|assegna {c:note} <a>|<in>|sotto {w}', placed],
  ] as const
).map(([source, change]) => ({ pattern: compiled(source), change }));

const deletions = {
  checkpoint: [compiled('<deletes> {c:checkpoint} (definitivamente)')],
  note: [compiled('<deletes> {c:note} (definitivamente)')],
};

const checkpointQuestions = [
  "quando|quand' è|sono|cade|arriva {c:checkpoint}",
  '<shows>|dimmi (<il>) (data) (<di>) {c:checkpoint}',
  'in_che_giorno è|cade {c:checkpoint}',
  "qual_è|qual' (è) (<il>) data|giorno <di> {c:checkpoint}",
].map(compiled);

function readCheckpoint(phrase: Phrase): Intent | undefined {
  if (!hasNoun({ phrase, kind: 'checkpoint' })) return undefined;
  const deleted = slotsOf({ patterns: deletions.checkpoint, phrase })?.['c'];
  const gone = deleted && readRows({ phrase: deleted, kind: 'checkpoint' });
  if (gone) return { kind: 'delete-checkpoints', target: gone };
  for (const { pattern, change } of checkpointChanges) {
    const slots = matchPattern({ pattern, phrase, types });
    const wanted = slots && change(slots);
    const target = slots?.['c'] && readRows({ phrase: slots['c'], kind: 'checkpoint' });
    if (wanted && target) return { kind: 'update-checkpoints', target, change: wanted };
  }
  const created = readNewCheckpoint(phrase);
  if (created) return created;
  const query = readRowQuery({ phrase, kind: 'checkpoint' });
  if (query) {
    const { amount, filter, limit } = query;
    return { kind: 'list-checkpoints', amount, filter, ...(limit !== undefined && { limit }) };
  }
  const asked = slotsOf({ patterns: checkpointQuestions, phrase })?.['c'];
  const target = asked && readRows({ phrase: asked, kind: 'checkpoint' });
  return target && target.kind !== 'filter' ? { kind: 'about-checkpoint', target } : undefined;
}

const readings = [
  '<shows>|dimmi {c:note}',
  "cosa|che_cosa|che dice|contiene|c'_è_scritto|c'_è_scritto_in {c:note}",
  "cosa|che_cosa c' è (scritto) <in> {c:note}",
  'leggi|leggi_mi (<il>) testo|contenuto <di> {c:note}',
].map(compiled);
const searches = [
  'cerca|trova|cerca_mi|trova_mi|mostra|mostra_mi|elenca|ho|ci_sono (<il>|<un>|delle) (<mio>) note|appunti|nota|appunto <su>|su|che_parlano_di|che_parla_di|che_riguardano|relative_a|riguardo_a|circa|che_menzionano|che_contengono {q}',
  'cerca|trova|guarda <in>|tra|fra (<mio>) (<il>) note|appunti {q}',
  'cerca|trova {q} <in>|tra|fra (<il>) (<mio>) note|appunti',
  '(<il>) (<mio>) note|appunti <su>|su|che_parlano_di|che_riguardano {q}',
  'cosa|che_cosa dicono (<il>) (<mio>) note|appunti <di>|<su>|su {q}',
  'cosa|che_cosa ho scritto|annotato <su>|su|<di> {q}',
].map(compiled);

function readNote(phrase: Phrase): Intent | undefined {
  const search = slotsOf({ patterns: searches, phrase })?.['q'];
  if (search && wordAt(search.tokens, 0) !== 'progetto') {
    const { rest, place } = withoutPlace(search);
    const query = textOf(part(rest, pastArticles(rest.tokens, 0)));
    if (query.length > 0) return { kind: 'search-notes', query, ...(place && { place }) };
  }
  if (!hasNoun({ phrase, kind: 'note' })) return undefined;
  const deleted = slotsOf({ patterns: deletions.note, phrase })?.['c'];
  const isOut = phrase.tokens.at(-1)?.fold === 'progetto';
  const gone = deleted && !isOut ? readRows({ phrase: deleted, kind: 'note' }) : undefined;
  if (gone) return { kind: 'delete-notes', target: gone };
  for (const { pattern, change } of noteChanges) {
    const slots = matchPattern({ pattern, phrase, types });
    const wanted = slots && change(slots);
    const target = slots?.['c'] && readRows({ phrase: slots['c'], kind: 'note' });
    if (wanted && target) return { kind: 'update-notes', target, change: wanted };
  }
  const query = readRowQuery({ phrase, kind: 'note' });
  if (query && !query.filter.due) {
    const { amount, filter, limit, order } = query;
    return {
      kind: 'list-notes',
      amount,
      filter,
      ...(limit !== undefined && { limit }),
      ...(order === 'last' && { order: 'newest' }),
    };
  }
  const read = slotsOf({ patterns: readings, phrase })?.['c'];
  const target = read && readRows({ phrase: read, kind: 'note' });
  return target && target.kind !== 'filter' ? { kind: 'read-note', target } : undefined;
}

const commentLists = [
  '<shows> (<il>) commenti <di>|<a>|<su>|su {t}',
  'che|quali commenti ha|ci_sono_su|ci_sono_per {t}',
  'quali_sono (<il>) commenti <di>|<a> {t}',
  '(<il>) commenti <di>|<a>|<su>|su {t}',
].map(compiled);
const commentCounts = ['quanti commenti ha|ci_sono_su|ci_sono_per {t}', 'conta (<il>) commenti <di>|<a>|<su> {t}'].map(compiled);
const commentDeletes = [
  '<deletes> tutti (<il>) commenti <di>|<a>|<su>|su {t}',
  '<deletes> (<il>) commenti <di>|<a>|<su>|su {t}',
  '<deletes> (<il>) {o} commento <di>|<a>|<su>|su {t}',
  '<deletes> (<il>) commento {q} <di>|<a>|<su>|su {t}',
  '<deletes> (<il>) {o} commento',
  "<deletes> quel|questo|il|quell' commento",
].map(compiled);

function readComment(phrase: Phrase): Intent | undefined {
  if (!hasNoun({ phrase, kind: 'comment' })) return undefined;
  for (const pattern of commentDeletes) {
    const slots = matchPattern({ pattern, phrase, types });
    if (!slots) continue;
    const target = slots['t'] && readTarget(slots['t']);
    if (target?.kind === 'filter') continue;
    const places = slots['o'] && readPlaces(slots['o']);
    if (slots['o'] && !places) continue;
    const isAll = /\bcommenti\b/.test(pattern.source);
    const comments: CommentTarget = isAll
      ? { kind: 'all' }
      : places
        ? { kind: 'reference', reference: { which: 'places', places } }
        : slots['q']
          ? {
              kind: 'name',
              name: textOf(
                part(
                  slots['q'],
                  Math.min(
                    longestAt(['su', 'sul', 'sulla', 'che dice', 'con'], slots['q'].tokens, 0),
                    slots['q'].tokens.length - 1,
                  ),
                ),
              ),
            }
          : { kind: 'reference', reference: { which: 'it' } };
    return { kind: 'delete-comments', ...(target && { target }), comments };
  }
  const counted = slotsOf({ patterns: commentCounts, phrase })?.['t'];
  const listed = counted ?? slotsOf({ patterns: commentLists, phrase })?.['t'];
  const target = listed && readTarget(listed);
  return target && target.kind !== 'filter' ? { kind: 'list-comments', amount: counted ? 'count' : 'list', target } : undefined;
}

/** What is said about checkpoints, notes and comments, beyond commands that carry a text. */
export function readOtherRows(given: Phrase): Intent | undefined {
  const phrase = trimMarks(given);
  return readComment(phrase) ?? readCheckpoint(phrase) ?? readNote(phrase);
}
