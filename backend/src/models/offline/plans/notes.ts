import type { NoteLine } from '@adiuva/shared-protocol';
import { sayDeleted } from '../say/deleted.ts';
import { numbered } from '../say/rows.ts';
import type { Intent, NoteTarget, Place } from '../understand/intent.ts';
import { findPlace, findProject } from './find-place.ts';
import { findRows } from './find-rows.ts';
import { ask } from './look-up-rows.ts';
import { addCommentPlan } from './comments.ts';
import { type Focus, type Plan, PlanStop, type Reply, type Scene, attempt, need, needOne } from './plan.ts';
import { createNoteCall, deleteNoteCall, getNoteCall, updateNoteCall } from './row-calls.ts';
import { noteFacts, noteKind } from './row-kinds.ts';
import { longestTitle, settleWrites } from './write-rows.ts';

type Create = Intent & { kind: 'create-note' };
type Update = Intent & { kind: 'update-notes' };
type Delete = Intent & { kind: 'delete-notes' };

const focusOn = (rows: NoteLine[]): Focus => noteKind.focus({ rows, total: rows.length });

/** A title of a text's own words: its first line, or as much of it as a title may be long. */
function titleFrom(content: string): string {
  const line =
    content
      .split('\n')
      .map((one) => one.replace(/^[\s#>*\-–—•]+/, '').trim())
      .find((one) => one.length > 0) ?? '';
  const sentence = /^(.{4,}?[^.\d])[.!?](\s|$)/u.exec(line)?.[1] ?? line;
  const short = sentence.length <= titleCharacters ? sentence : `${cutAtWord(sentence)}…`;
  return short.charAt(0).toUpperCase() + short.slice(1);
}

/** A title that was not said has so many characters at most. */
const titleCharacters = 60;

function cutAtWord(text: string): string {
  const cut = text.slice(0, titleCharacters);
  const space = cut.lastIndexOf(' ');
  return (space > titleCharacters / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–-]+$/, '').replace(/[\uD800-\uDBFF]$/, '');
}

/** Writes a note. In a project, when one was said; what was said to be for something else is a comment on that task. */
export function* createNotePlan({ intent, scene }: { intent: Create; scene: Scene }): Plan<Reply> {
  const { content = '', place } = intent;
  const { notes, rowFinding } = scene.voice;
  const title = intent.title ?? titleFrom(content);
  if (title.length === 0)
    throw new PlanStop({
      text: notes.askText(),
      pending: { kind: 'text', resume: (text) => ({ ...intent, content: text }) },
      stopped: true,
    });
  if (title.length > longestTitle)
    throw new PlanStop({ text: rowFinding.nameTooLong({ noun: 'note', most: longestTitle }), stopped: true });
  const inPlace = (chosen: Place): Intent => ({ ...intent, place: chosen });
  const found = place && intent.orComment ? yield* placeOrTask({ place, scene, resume: inPlace }) : place;
  if (place && found === undefined && intent.orComment)
    return yield* addCommentPlan({ intent: { kind: 'add-comment', target: intent.orComment, content }, scene });
  const project = found && (yield* findProject({ place: found, scene, resume: inPlace }));
  if (project) scene.memory.names.projects.set(project.id, project.name);
  const { note, found_by_meaning: byMeaning } = yield* needOne(createNoteCall({ title, content, project_id: project?.id }));
  return {
    text: notes.created({ title: note.title, facts: noteFacts({ row: note, scene }), byMeaning }),
    focus: focusOn([note]),
    ...(project && { beside: { noun: 'project', rows: [project], total: 1 } }),
  };
}

/** The place that was meant, looked up; undefined: no project or client is called so, or "it" is a task. */
function* placeOrTask({
  place,
  scene,
  resume,
}: {
  place: Place;
  scene: Scene;
  resume: (place: Place) => Intent;
}): Plan<Place | undefined> {
  const noun = scene.memory.focus?.noun;
  if (place.kind === 'reference' && (noun === 'task' || noun === 'comment' || noun === undefined)) return undefined;
  const found = yield* findPlace({ place, scene, resume });
  return found && (found.kind === 'project' ? { kind: 'project-row', row: found.row } : { kind: 'client-row', row: found.row });
}

/** What a note's text becomes; it was read whole, else the plan ends: what was not read would be lost. */
function* newContent({ rows, intent, scene }: { rows: NoteLine[]; intent: Update; scene: Scene }): Plan<(string | undefined)[]> {
  const { append, content } = intent.change;
  if (append === undefined && content === undefined) return rows.map(() => undefined);
  const read = yield* need(rows.map(({ id }) => getNoteCall({ note_id: id })));
  return read.map(({ note }) => {
    if (note.is_cut) throw new PlanStop({ text: scene.voice.notes.isCut(note.title), stopped: true });
    const kept = note.content.trimEnd();
    if (append === undefined) return content;
    return kept === '' ? append : `${kept}\n\n${append}`;
  });
}

/** Renames notes, moves them, adds to a text or replaces it; a text is written only after it was read whole. */
export function* updateNotesPlan({ intent, scene }: { intent: Update; scene: Scene }): Plan<Reply> {
  const { change } = intent;
  const { title, place } = change;
  const { notes, rowFinding } = scene.voice;
  if (title !== undefined && title.length > longestTitle)
    throw new PlanStop({ text: rowFinding.nameTooLong({ noun: 'note', most: longestTitle }), stopped: true });
  const search = {
    kind: noteKind,
    scene,
    writes: true,
    resume: (target: NoteTarget): Intent => ({ ...intent, target }),
  };
  const rows = yield* findRows({ target: intent.target, search });
  const isOne = title !== undefined || change.content !== undefined || change.append !== undefined;
  if (isOne && rows.length > 1)
    return ask({ rows, total: rows.length, intro: rowFinding.oneAtATime({ noun: 'note', writes: true }), search });
  const inPlace = (chosen: Place): Intent => ({
    kind: 'update-notes',
    target: { kind: 'rows', rows },
    change: { ...change, place: chosen },
  });
  const project = place && (yield* findProject({ place, scene, resume: inPlace }));
  if (project) scene.memory.names.projects.set(project.id, project.name);
  const contents = yield* newContent({ rows, intent, scene });
  const moved = place === undefined ? undefined : (project?.id ?? null);
  const wanted = rows.map((row, index) => ({
    ...(title !== undefined && title !== row.title && { title }),
    ...(contents[index] !== undefined && { content: contents[index] }),
    ...(moved !== undefined && moved !== (row.project_id ?? null) && { project_id: moved }),
  }));
  const { now, text, stopped } = yield* settleWrites({
    rows,
    wanted,
    call: (note_id, input) => updateNoteCall({ note_id, ...input }),
    after: ({ note }) => note,
    nameOf: (row) => row.title,
    said: ({ before, after, wanted: want }) =>
      notes.changes({
        before: before.title,
        after: after.title,
        project: want.project_id === undefined ? undefined : (project?.name ?? null),
        text: want.content === undefined ? undefined : change.append === undefined ? 'replaced' : 'appended',
      }),
    list: (changed) => `${notes.changedHead(changed.length)}\n\n${numbered(changed.map((row) => noteKind.line({ row, scene })))}`,
    scene,
  });
  return { text, focus: focusOn(now), ...(stopped && { stopped: true }) };
}

/** Deletes notes: finds each, then asks for all in one step. Nothing is deleted before the device's owner has approved it. */
export function* deleteNotesPlan({ intent, scene }: { intent: Delete; scene: Scene }): Plan<Reply> {
  const resume = (target: NoteTarget): Intent => ({ ...intent, target });
  const rows = yield* findRows({ target: intent.target, search: { kind: noteKind, scene, writes: true, resume } });
  const outcomes = yield* attempt(rows.map(({ id }) => deleteNoteCall({ note_id: id })));
  const named = rows.map((row, index) => ({ name: row.title, outcome: outcomes[index] }));
  const { text, stopped } = sayDeleted({ noun: 'note', rows: named, scene });
  const keepsList = intent.target.kind === 'reference' && intent.target.reference.which === 'places';
  return { text, ...(!keepsList && { focus: focusOn(rows) }), ...(stopped && { stopped: true }) };
}
