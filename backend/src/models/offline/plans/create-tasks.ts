import type { TaskLine } from '@adiuva/shared-protocol';
import { numbered, taskFacts, taskLine } from '../say/rows.ts';
import type { Intent, NewTask, Place } from '../understand/intent.ts';
import { createTaskCall, listProjectsCall } from './calls.ts';
import { dueDay } from './due-range.ts';
import { findProject } from './find-place.ts';
import { bestMatches, searchWords } from './names.ts';
import { type Plan, PlanStop, type Reply, type Scene, attempt } from './plan.ts';

type CreateTasks = Intent & { kind: 'create-tasks' };

/** The longest title that the tools take, and the most tasks that one message makes. */
const longestTitle = 500;
const mostTasks = 50;

function checked({ intent, scene }: { intent: CreateTasks; scene: Scene }): (NewTask & { title: string })[] {
  const { created } = scene.voice;
  const tasks = intent.tasks.flatMap((task) =>
    task.title === undefined || task.title.length === 0 ? [] : [{ ...task, title: task.title }],
  );
  const [first] = intent.tasks;
  if (tasks.length === 0 || first === undefined) {
    throw new PlanStop({
      text: created.askTitle(),
      pending: { kind: 'title', resume: (named) => ({ kind: 'create-tasks', tasks: [{ ...first, ...named }] }) },
      stopped: true,
    });
  }
  if (tasks.some((task) => task.title.length > longestTitle)) {
    throw new PlanStop({ text: created.titleTooLong(longestTitle), stopped: true });
  }
  if (tasks.length > mostTasks) {
    throw new PlanStop({ text: created.tooMany({ most: mostTasks, count: tasks.length }), stopped: true });
  }
  return tasks;
}

/** The project at the end of an unquoted title ("… for Website"), when there is one of exactly that name. */
function* settleTitles({
  tasks,
  scene,
}: {
  tasks: (NewTask & { title: string })[];
  scene: Scene;
}): Plan<(NewTask & { title: string })[]> {
  const names = tasks
    .flatMap((task) => (task.maybePlace ? [task.maybePlace.name] : []))
    .filter((name, at, all) => all.indexOf(name) === at);
  const lists = yield* attempt(names.map((name) => listProjectsCall({ search: searchWords(name), limit: 20 })));
  const found = new Map(
    names.flatMap((name, index) => {
      const list = lists[index];
      if (!list?.ok) return [];
      const { named, exact } = bestMatches({ rows: list.value.projects, nameOf: (row) => row.name, called: [name] });
      const [row] = named;
      return exact && row && named.length === 1 ? [[name, row] as const] : [];
    }),
  );
  for (const row of found.values()) scene.memory.names.projects.set(row.id, row.name);
  return tasks.map(({ maybePlace, ...task }) => {
    const row = maybePlace && found.get(maybePlace.name);
    return row && maybePlace ? { ...task, title: maybePlace.titleWithout, place: { kind: 'project-row', row } } : task;
  });
}

/** Creates tasks, all in one step, after looking up the project that was named. Nothing is written when it is not found. */
export function* createTasksPlan({ intent, scene }: { intent: CreateTasks; scene: Scene }): Plan<Reply> {
  const tasks = yield* settleTitles({ tasks: checked({ intent, scene }), scene });
  const inputs = tasks.map((task) => ({
    title: task.title,
    ...(task.description !== undefined && { description: task.description }),
    ...(task.status && { status: task.status }),
    ...(task.priority && { priority: task.priority }),
    ...(task.due && { due_date: dueDay({ due: task.due, scene }) }),
    ...(task.assignee && { assignee: task.assignee }),
  }));
  const projects = new Map<string, string>();
  for (const [index, task] of tasks.entries()) {
    if (task.place === undefined) continue;
    const key = JSON.stringify(task.place);
    const resume = (place: Place): Intent => ({
      kind: 'create-tasks',
      tasks: tasks.map((one, at) => (at === index || JSON.stringify(one.place) === key ? { ...one, place } : one)),
    });
    if (!projects.has(key)) {
      const row = yield* findProject({ place: task.place, scene, resume });
      scene.memory.names.projects.set(row.id, row.name);
      projects.set(key, row.id);
    }
  }
  const outcomes = yield* attempt(
    inputs.map((input, index) => {
      const project_id = projects.get(JSON.stringify(tasks[index]?.place));
      return createTaskCall({ ...input, ...(project_id !== undefined && { project_id }) });
    }),
  );
  const created = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.task] : []));
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.ok ? [] : [`${scene.voice.rows.name(tasks[index]?.title ?? '')}: ${scene.voice.faults.failed(outcome)}`],
  );
  const repeats = tasks.some((task) => task.repeats);
  return {
    text: [sayCreated({ created, scene }), failures.join('\n\n'), repeats ? scene.voice.created.cannotRepeat() : '']
      .filter((text) => text.length > 0)
      .join('\n\n'),
    ...(created.length > 0 && { focus: { noun: 'task', rows: created, total: created.length } }),
    ...(failures.length > 0 && { stopped: true }),
  };
}

function sayCreated({ created, scene }: { created: TaskLine[]; scene: Scene }): string {
  const [first] = created;
  if (first === undefined) return '';
  const { voice, now } = scene;
  if (created.length > 1)
    return `${voice.created.head(created.length)}\n\n${numbered(created.map((task) => taskLine({ task, scene })))}`;
  const past = first.due !== undefined && now !== undefined && first.due.slice(0, 10) < now.day;
  return voice.created.one({ title: first.title, facts: taskFacts({ task: first, scene }), past });
}
