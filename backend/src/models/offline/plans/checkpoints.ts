import type { CheckpointLine } from '@adiuva/shared-protocol';
import { addDays } from '../dates/calendar.ts';
import { sayDeleted } from '../say/deleted.ts';
import { numbered } from '../say/rows.ts';
import type { CheckpointChange, CheckpointTarget, Intent, Place } from '../understand/intent.ts';
import { dueDay } from './due-range.ts';
import { findProject } from './find-place.ts';
import { findRows } from './find-rows.ts';
import { type Focus, type Plan, PlanStop, type Reply, type Scene, attempt, needOne } from './plan.ts';
import { createCheckpointCall, deleteCheckpointCall, updateCheckpointCall } from './row-calls.ts';
import { checkpointFacts, checkpointKind, learnProjects } from './row-kinds.ts';
import { longestTitle, settleWrites } from './write-rows.ts';

type Create = Intent & { kind: 'create-checkpoint' };
type Update = Intent & { kind: 'update-checkpoints' };
type Delete = Intent & { kind: 'delete-checkpoints' };
type About = Intent & { kind: 'about-checkpoint' };

const focusOn = (rows: CheckpointLine[]): Focus => checkpointKind.focus({ rows, total: rows.length });

/** Says when a checkpoint is, and in which project. */
export function* aboutCheckpointPlan({ intent, scene }: { intent: About; scene: Scene }): Plan<Reply> {
  const resume = (target: CheckpointTarget): Intent => ({ ...intent, target });
  const rows = yield* findRows({ target: intent.target, search: { kind: checkpointKind, scene, writes: false, resume } });
  yield* learnProjects({ rows, scene });
  const said = rows.map((row) => scene.voice.checkpoints.about({ title: row.title, facts: checkpointFacts({ row, scene }) }));
  return { text: said.join('\n\n'), focus: focusOn(rows) };
}

/** Creates a checkpoint. What it needs and was not said is asked for, one at a time: its title, its day, its project. */
export function* createCheckpointPlan({ intent, scene }: { intent: Create; scene: Scene }): Plan<Reply> {
  const { title, date, place } = intent;
  const { checkpoints } = scene.voice;
  if (title === undefined || title.length === 0)
    throw new PlanStop({
      text: checkpoints.askTitle(),
      pending: {
        kind: 'title',
        resume: (named) => ({
          ...intent,
          title: named.title,
          ...(date === undefined && named.due && { date: named.due }),
          ...(place === undefined && named.place && { place: named.place }),
        }),
      },
      stopped: true,
    });
  if (title.length > longestTitle)
    throw new PlanStop({ text: scene.voice.rowFinding.nameTooLong({ noun: 'checkpoint', most: longestTitle }), stopped: true });
  if (place === undefined)
    throw new PlanStop({
      text: checkpoints.askProject(title),
      pending: { kind: 'place', resume: (said) => ({ ...intent, place: said }) },
      stopped: true,
    });
  if (date === undefined)
    throw new PlanStop({
      text: checkpoints.askDay(title),
      pending: { kind: 'day', resume: (said) => ({ ...intent, date: said }) },
      stopped: true,
    });
  const day = dueDay({ due: date, scene });
  const project = yield* findProject({ place, scene, resume: (chosen) => ({ ...intent, place: chosen }) });
  scene.memory.names.projects.set(project.id, project.name);
  const { checkpoint } = yield* needOne(createCheckpointCall({ project_id: project.id, title, date: day }));
  const past = scene.now !== undefined && day.slice(0, 10) < scene.now.day;
  return {
    text: checkpoints.created({ title: checkpoint.title, facts: checkpointFacts({ row: checkpoint, scene }), past }),
    focus: focusOn([checkpoint]),
    beside: { noun: 'project', rows: [project], total: 1 },
  };
}

function dateOf({ change, row, scene }: { change: CheckpointChange; row: CheckpointLine; scene: Scene }): string | undefined {
  if (change.date) return dueDay({ due: change.date, scene });
  if (!change.shift) return undefined;
  if (row.date === undefined) throw new PlanStop({ text: scene.voice.checkpoints.nothingToCountFrom(row.title), stopped: true });
  const { unit, count } = change.shift;
  return addDays({ day: row.date.slice(0, 10), count, unit }) + row.date.slice(10);
}

/** Moves or renames checkpoints: finds each, looks up the project that it is to go to, then writes all in one step. */
export function* updateCheckpointsPlan({ intent, scene }: { intent: Update; scene: Scene }): Plan<Reply> {
  const { change } = intent;
  const { rowFinding, checkpoints } = scene.voice;
  const { title, place } = change;
  if (title !== undefined && title.length > longestTitle)
    throw new PlanStop({ text: rowFinding.nameTooLong({ noun: 'checkpoint', most: longestTitle }), stopped: true });
  const resume = (target: CheckpointTarget): Intent => ({ ...intent, target });
  const rows = yield* findRows({ target: intent.target, search: { kind: checkpointKind, scene, writes: true, resume } });
  if (title !== undefined && rows.length > 1)
    throw new PlanStop({ text: rowFinding.oneNameForMany({ noun: 'checkpoint', count: rows.length }), stopped: true });
  const inPlace = (chosen: Place): Intent => ({
    kind: 'update-checkpoints',
    target: { kind: 'rows', rows },
    change: { ...change, place: chosen },
  });
  const project = place && (yield* findProject({ place, scene, resume: inPlace }));
  if (project) scene.memory.names.projects.set(project.id, project.name);
  const wanted = rows.map((row) => {
    const date = dateOf({ change, row, scene });
    return {
      ...(title !== undefined && title !== row.title && { title }),
      ...(date !== undefined && date !== row.date && { date }),
      ...(project && project.id !== row.project_id && { project_id: project.id }),
    };
  });
  const { now, text, stopped } = yield* settleWrites({
    rows,
    wanted,
    call: (checkpoint_id, input) => updateCheckpointCall({ checkpoint_id, ...input }),
    after: ({ checkpoint }) => checkpoint,
    nameOf: ({ title: called }) => called,
    said: ({ before, after }) =>
      checkpoints.changes({
        before: before.title,
        after: after.title,
        date: after.date === before.date ? undefined : after.date,
        project: project?.id === before.project_id ? undefined : project?.name,
        today: scene.now?.day,
      }),
    list: (changed) =>
      `${checkpoints.changedHead(changed.length)}\n\n${numbered(changed.map((row) => checkpointKind.line({ row, scene })))}`,
    scene,
  });
  return { text, focus: focusOn(now), ...(stopped && { stopped: true }) };
}

/** Deletes checkpoints: finds each, then asks for all in one step. Nothing is deleted before the device's owner has approved it. */
export function* deleteCheckpointsPlan({ intent, scene }: { intent: Delete; scene: Scene }): Plan<Reply> {
  const resume = (target: CheckpointTarget): Intent => ({ ...intent, target });
  const rows = yield* findRows({ target: intent.target, search: { kind: checkpointKind, scene, writes: true, resume } });
  const outcomes = yield* attempt(rows.map(({ id }) => deleteCheckpointCall({ checkpoint_id: id })));
  const named = rows.map(({ title }, index) => ({ name: title, outcome: outcomes[index] }));
  const { text, stopped } = sayDeleted({ noun: 'checkpoint', rows: named, scene });
  const keepsList = intent.target.kind === 'reference' && intent.target.reference.which === 'places';
  return { text, ...(!keepsList && { focus: focusOn(rows) }), ...(stopped && { stopped: true }) };
}
