import type { TaskCommentLine, TaskLine } from '@adiuva/shared-protocol';
import { exhausted } from '../exhausted.ts';
import { sayDeleted } from '../say/deleted.ts';
import { numbered } from '../say/rows.ts';
import type { CommentTarget, Intent, Target } from '../understand/intent.ts';
import { askRows } from './ask-rows.ts';
import { shownRows } from './calls.ts';
import { findTasks } from './find-tasks.ts';
import { nameKey } from './names.ts';
import { pick } from './pending.ts';
import { type Focus, type Plan, PlanStop, type Reply, type Scene, attempt, needOne } from './plan.ts';
import { addCommentCall, deleteCommentCall, listCommentsCall } from './row-calls.ts';
import { askWhich } from './ask-which.ts';

type List = Intent & { kind: 'list-comments' };
type Add = Intent & { kind: 'add-comment' };
type Delete = Intent & { kind: 'delete-comments' };

/** To delete one among them, so many comments of a task are read. */
const readToFind = 200;

const focusOn = (rows: TaskCommentLine[], total = rows.length): Focus => ({ noun: 'comment', rows, total });
const besideOf = (task: TaskLine): Focus => ({ noun: 'task', rows: [task], total: 1 });

/** The one task whose comments are meant; none, or several, end the plan. */
function* findTask({
  target,
  scene,
  writes,
  resume,
}: {
  target: Target;
  scene: Scene;
  writes: boolean;
  resume: (target: Target) => Intent;
}): Plan<TaskLine> {
  const search = { scene, writes, fitting: [], resume };
  const rows = yield* findTasks({ target, ...search });
  const [task, other] = rows;
  if (task && !other) return task;
  return askWhich({ rows, total: rows.length, intro: scene.voice.finding.whichOfThese({ writes }), search });
}

/** Lists or counts the comments on one task. */
export function* listCommentsPlan({ intent, scene }: { intent: List; scene: Scene }): Plan<Reply> {
  const resume = (target: Target): Intent => ({ ...intent, target });
  const task = yield* findTask({ target: intent.target, scene, writes: false, resume });
  const limit = intent.amount === 'count' ? 0 : shownRows;
  const { rows, total } = yield* needOne(listCommentsCall({ task_id: task.id, limit }));
  const { comments } = scene.voice;
  const seen = { focus: focusOn(rows, total), beside: besideOf(task) };
  if (intent.amount === 'count') return { text: comments.counts({ task: task.title, total }), ...seen };
  if (total === 0) return { text: comments.nothing(task.title), ...seen };
  const text = `${comments.head({ task: task.title, total })}\n\n${numbered(linesOf({ rows, scene }))}`;
  return { text: `${text}${comments.remainder({ total, shown: rows.length })}`, ...seen };
}

const linesOf = ({ rows, scene }: { rows: TaskCommentLine[]; scene: Scene }): string[] =>
  rows.map(({ author, content }) => scene.voice.comments.line({ author, content }));

/** Comments on one task; what it is to say is asked for when it was not said. */
export function* addCommentPlan({ intent, scene }: { intent: Add; scene: Scene }): Plan<Reply> {
  const resume = (target: Target): Intent => ({ ...intent, target });
  const task = yield* findTask({ target: intent.target, scene, writes: true, resume });
  const { content } = intent;
  if (content === undefined || content.trim() === '')
    throw new PlanStop({
      text: scene.voice.comments.askText(task.title),
      focus: besideOf(task),
      pending: {
        kind: 'text',
        resume: (text) => ({ kind: 'add-comment', target: { kind: 'rows', rows: [task] }, content: text }),
      },
      stopped: true,
    });
  const { comment } = yield* needOne(addCommentCall({ task_id: task.id, content }));
  return {
    text: scene.voice.comments.added({ task: task.title, content: comment.content }),
    focus: focusOn([comment]),
    beside: besideOf(task),
  };
}

/** The comments that are meant among those of a task, or of the conversation. */
function chosen({ rows, comments }: { rows: TaskCommentLine[]; comments: CommentTarget }): TaskCommentLine[] {
  switch (comments.kind) {
    case 'rows':
      return comments.rows;
    case 'all':
      return rows;
    case 'reference':
      return pick({ rows, reference: comments.reference });
    case 'name': {
      const wanted = nameKey(comments.name).split(' ');
      return rows.filter(({ content }) => {
        const words = nameKey(content).split(' ');
        return wanted.every((word) => words.includes(word));
      });
    }
    default:
      return exhausted(comments);
  }
}

/** Deletes comments, after the device's owner has approved it: of a task that was named, or those of the conversation. */
export function* deleteCommentsPlan({ intent, scene }: { intent: Delete; scene: Scene }): Plan<Reply> {
  const { comments, target } = intent;
  const { voice } = scene;
  const resume = (rows: TaskCommentLine[]): Intent => ({ kind: 'delete-comments', comments: { kind: 'rows', rows } });
  let have: TaskCommentLine[] = scene.memory.comments?.rows ?? [];
  let task: TaskLine | undefined = scene.memory.tasks?.rows.length === 1 ? scene.memory.tasks.rows[0] : undefined;
  if (target) {
    task = yield* findTask({ target, scene, writes: true, resume: (found) => ({ ...intent, target: found }) });
    have = (yield* needOne(listCommentsCall({ task_id: task.id, limit: readToFind }))).rows;
    if (have.length === 0)
      throw new PlanStop({ text: voice.comments.nothing(task.title), beside: besideOf(task), stopped: true });
  }
  if (have.length === 0 && comments.kind !== 'rows')
    throw new PlanStop({ text: voice.rowFinding.noneNamed({ noun: 'comment', writes: true }), stopped: true });
  const rows = chosen({ rows: have, comments });
  const isUnsure = rows.length === 0 || (comments.kind === 'name' && rows.length > 1);
  if (isUnsure) {
    const some = (rows.length > 0 ? rows : have).slice(0, shownRows);
    return askRows({
      rows: some,
      total: some.length,
      intro: task ? voice.comments.several(task.title) : voice.rowFinding.whichOfThese({ noun: 'comment', writes: true }),
      lines: linesOf({ rows: some, scene }),
      names: some.map(({ content }) => content),
      focus: focusOn(some),
      scene,
      resume,
    });
  }
  if (rows.length > shownRows)
    throw new PlanStop({
      text: voice.rowFinding.tooMany({ noun: 'comment', count: rows.length, most: shownRows }),
      stopped: true,
    });
  const outcomes = yield* attempt(rows.map(({ id }) => deleteCommentCall({ comment_id: id })));
  const named = rows.map(({ content }, index) => ({ name: content.slice(0, 80), outcome: outcomes[index] }));
  const { text, stopped } = sayDeleted({ noun: 'comment', rows: named, scene });
  return { text, focus: focusOn(rows), ...(task && { beside: besideOf(task) }), ...(stopped && { stopped: true }) };
}
