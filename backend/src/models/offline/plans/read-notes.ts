import type { NoteLine } from '@adiuva/shared-protocol';
import { literal } from '../say/markdown.ts';
import { numbered } from '../say/rows.ts';
import type { Intent, NoteTarget, Place } from '../understand/intent.ts';
import { findProject } from './find-place.ts';
import { findRows } from './find-rows.ts';
import { ask, lookUp, oneOf } from './look-up-rows.ts';
import { type Plan, type Reply, type Scene, attempt, needOne } from './plan.ts';
import { getNoteCall, searchNotesCall } from './row-calls.ts';
import { type RowSearch, learnProjects, noteFacts, noteKind } from './row-kinds.ts';

type Read = Intent & { kind: 'read-note' };
type Search = Intent & { kind: 'search-notes' };

/** How many notes a search shows; each is read for its title. */
const shownFinds = 5;
/** A note is quoted to so many lines and characters. */
const quotedLines = 12;
const quotedCharacters = 1_200;
/** The tool takes so long a query. */
const longestQuery = 2_000;

/** Reads one note, shortly. What is called by no title is looked for by its meaning. */
export function* readNotePlan({ intent, scene }: { intent: Read; scene: Scene }): Plan<Reply> {
  const { target } = intent;
  const resume = (chosen: NoteTarget): Intent => ({ ...intent, target: chosen });
  const search = { kind: noteKind, scene, writes: false, resume };
  if (target.kind !== 'name') {
    const rows = yield* findRows({ target, search });
    return yield* readOne({ rows, search });
  }
  const looked = yield* lookUp({ target, search });
  if (looked.named.length > 0) return yield* readOne({ rows: [yield* oneOf({ name: target.name, looked, search })], search });
  const [mentions] = looked.list.rows;
  if (mentions && looked.list.total === 1) return yield* readOne({ rows: [mentions], search });
  if (looked.list.total > 1) {
    const { rows, total } = looked.list;
    const asked = { noun: 'note' as const, name: target.name, project: looked.project, writes: false };
    return ask({ rows, total, intro: scene.voice.rowFinding.nearMisses({ ...asked, count: rows.length }), search });
  }
  return yield* searchNotesPlan({
    intent: { kind: 'search-notes', query: target.name, ...(target.place && { place: target.place }) },
    scene,
  });
}

function* readOne({ rows, search }: { rows: NoteLine[]; search: RowSearch<NoteLine> }): Plan<Reply> {
  const { scene } = search;
  const { notes, rowFinding } = scene.voice;
  const [row, other] = rows;
  if (other || !row)
    return ask({ rows, total: rows.length, intro: rowFinding.oneAtATime({ noun: 'note', writes: false }), search });
  const { note } = yield* needOne(getNoteCall({ note_id: row.id }));
  yield* learnProjects({ rows: [note], scene });
  const { content, is_cut, ...line } = note;
  const focus = noteKind.focus({ rows: [line], total: 1 });
  const said = { title: line.title, facts: noteFacts({ row: line, scene }) };
  if (content.trim() === '') return { text: notes.isEmpty(said), focus };
  const { quote, isShort } = quoteOf(content);
  const more = isShort && !is_cut ? '' : `\n\n${notes.goesOn()}`;
  return { text: `${notes.reading(said)}\n\n${quote}${more}`, focus };
}

/** The beginning of a text as a quote, line by line, literally: no markup of a note formats the answer. */
function quoteOf(content: string): { quote: string; isShort: boolean } {
  const lines = content.trim().slice(0, quotedCharacters).split('\n');
  const isShort = content.trim().length <= quotedCharacters && lines.length <= quotedLines;
  return {
    quote: lines
      .slice(0, quotedLines)
      .map((line) => `> ${literal(line)}`.trimEnd())
      .join('\n>\n'),
    isShort,
  };
}

/** Finds notes by what they are about; the answer names each, with a part of its text. */
export function* searchNotesPlan({ intent, scene }: { intent: Search; scene: Scene }): Plan<Reply> {
  const { query, place } = intent;
  const { notes } = scene.voice;
  const project = place && (yield* findProject({ place, scene, resume: (chosen: Place) => ({ ...intent, place: chosen }) }));
  if (project) scene.memory.names.projects.set(project.id, project.name);
  const asked = { query: query.slice(0, longestQuery), project_id: project?.id, limit: shownFinds };
  const { notes: finds, by_meaning: byMeaning } = yield* needOne(searchNotesCall(asked));
  const shown = finds.slice(0, shownFinds);
  const read = yield* attempt(shown.map(({ id }) => getNoteCall({ note_id: id })));
  // What was found and cannot be read (deleted meanwhile, or kept on the device) is left out.
  const rows = read.flatMap((outcome, index) => {
    if (!outcome.ok) return [];
    const { content, is_cut: _cut, ...line } = outcome.value.note;
    return [{ line, excerpt: shown[index]?.excerpt || content }];
  });
  const words = byMeaning ? '' : `\n\n${notes.wordsOnly()}`;
  const focus = noteKind.focus({ rows: rows.map(({ line }) => line), total: rows.length });
  if (rows.length === 0) return { text: `${notes.notFound({ query, place: project?.name })}${words}`, focus };
  const lines = rows.map(({ line, excerpt }) => `${noteKind.line({ row: line, scene })}: ${notes.excerpt(excerpt)}`);
  return { text: `${notes.found({ count: rows.length, query })}\n\n${numbered(lines)}${words}`, focus };
}
