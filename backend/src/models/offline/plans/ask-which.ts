import type { TaskLine, TaskStatus } from '@adiuva/shared-protocol';
import { numbered, taskLine } from '../say/rows.ts';
import type { Intent, Target } from '../understand/intent.ts';
import { PlanStop, type Scene } from './plan.ts';

/** What the rows are for: to be written (nothing may be guessed), and which statuses fit when several rows share a name. */
export interface TaskSearch {
  scene: Scene;
  writes: boolean;
  fitting: readonly TaskStatus[];
  /** What the user wants, with another target: the rows that were chosen. */
  resume: (target: Target) => Intent;
}

/** Ends the plan with the question which of these rows is meant. */
export function askWhich({
  rows,
  total,
  intro,
  search,
}: {
  rows: TaskLine[];
  total: number;
  intro: string;
  search: TaskSearch;
}): never {
  const lines = rows.map((task) => taskLine({ task, scene: search.scene }));
  const more = total > rows.length ? `\n\n${search.scene.voice.finding.inAll(total)}` : '';
  throw new PlanStop({
    text: `${intro}\n\n${numbered(lines)}${more}`,
    focus: { noun: 'task', rows, total },
    pending: { kind: 'task', rows, resume: (rows) => search.resume({ kind: 'rows', rows }) },
    stopped: true,
  });
}
