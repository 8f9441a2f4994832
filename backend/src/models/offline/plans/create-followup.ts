import type { TaskLine } from '@adiuva/shared-protocol';
import { taskFacts } from '../say/rows.ts';
import type { Intent, Place, Target } from '../understand/intent.ts';
import { createFollowupCall, listTasksCall, shownRows } from './calls.ts';
import { dueDay } from './due-range.ts';
import { findProject } from './find-place.ts';
import { findTasks } from './find-tasks.ts';
import { bestMatches, searchWords } from './names.ts';
import { type Plan, PlanStop, type Reply, type Scene, attempt, needOne } from './plan.ts';
import { longestTitle } from './write-rows.ts';

type CreateFollowup = Intent & { kind: 'create-followup' };

/** The task that is followed: as it was named, or the only one that has the very title that was said. */
function* followedTask({ intent, scene }: { intent: CreateFollowup; scene: Scene }): Plan<TaskLine | undefined> {
  if (intent.task) {
    const resume = (task: Target): Intent => ({ ...intent, task });
    const [task] = yield* findTasks({ target: intent.task, scene, writes: true, fitting: [], resume });
    return task;
  }
  if (intent.maybeTask === undefined) return undefined;
  const [list] = yield* attempt([listTasksCall({ search: searchWords(intent.maybeTask), limit: shownRows })]);
  if (!list?.ok) return undefined;
  const { named, exact } = bestMatches({ rows: list.value.tasks, nameOf: (row) => row.title, called: [intent.maybeTask] });
  return exact && named.length === 1 ? named[0] : undefined;
}

/** Creates a task that brings one back to something on a day. What it needs and was not said is asked for. */
export function* createFollowupPlan({ intent, scene }: { intent: CreateFollowup; scene: Scene }): Plan<Reply> {
  const { followups, rowFinding } = scene.voice;
  const { date, place } = intent;
  const isNamed = intent.title !== undefined && intent.title.length > 0;
  if (!isNamed && !intent.task)
    throw new PlanStop({
      text: followups.askTitle(),
      pending: {
        kind: 'title',
        resume: ({ title, due }) => ({ ...intent, title, ...(date === undefined && due && { date: due }) }),
      },
      stopped: true,
    });
  const day = date && dueDay({ due: date, scene });
  const task = yield* followedTask({ intent, scene });
  const title = isNamed ? (intent.title ?? '') : followups.titleFor(task?.title ?? '');
  if (title.length > longestTitle)
    throw new PlanStop({ text: rowFinding.nameTooLong({ noun: 'follow-up', most: longestTitle }), stopped: true });
  if (day === undefined)
    throw new PlanStop({
      text: followups.askDay(title),
      pending: {
        kind: 'day',
        resume: (said) => ({ ...intent, date: said, ...(task && { task: { kind: 'rows', rows: [task] } }) }),
      },
      stopped: true,
    });
  const inPlace = (chosen: Place): Intent => ({ ...intent, place: chosen });
  const project = place && (yield* findProject({ place, scene, resume: inPlace }));
  if (project) scene.memory.names.projects.set(project.id, project.name);
  const { task: created } = yield* needOne(
    createFollowupCall({ title, due_date: day, task_id: task?.id, project_id: project?.id }),
  );
  return {
    text: followups.created({
      title: created.title,
      facts: taskFacts({ task: created, scene }),
      followed: task?.title,
      past: scene.now !== undefined && day.slice(0, 10) < scene.now.day,
    }),
    focus: { noun: 'task', rows: [created], total: 1 },
  };
}
