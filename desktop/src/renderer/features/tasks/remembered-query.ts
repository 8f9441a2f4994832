import type { AppPowers } from '#renderer/app-powers.ts';
import { statusFilterWords, orderWords } from './task-words.ts';
import { firstTaskQuery, type TaskQuery } from './task-view-state.ts';

const KEY = 'adiuva.tasks.view';

/** Keeps the order and the status that the user looks at. Narrower filters are for the moment, and are not kept. */
export function rememberQuery(memory: AppPowers['memory'], { order, filter }: TaskQuery): void {
  memory.setItem(KEY, `${order} ${filter.status ?? 'all'}`);
}

export type TasksLook = 'list' | 'board';

const LOOK = 'adiuva.tasks.look';

export function rememberTasksLook(memory: AppPowers['memory'], look: TasksLook): void {
  memory.setItem(LOOK, look);
}

export function recallTasksLook(memory: AppPowers['memory']): TasksLook {
  return memory.getItem(LOOK) === 'board' ? 'board' : 'list';
}

/** What the columns of the board are. */
export type BoardGrouping = 'status' | 'project';

const GROUPING = 'adiuva.tasks.board';

export function rememberGrouping(memory: AppPowers['memory'], grouping: BoardGrouping): void {
  memory.setItem(GROUPING, grouping);
}

export function recallGrouping(memory: AppPowers['memory']): BoardGrouping {
  return memory.getItem(GROUPING) === 'project' ? 'project' : 'status';
}

function isKeyOf<Words extends object>(words: Words, text: string): text is Extract<keyof Words, string> {
  return Object.hasOwn(words, text);
}

export function recallQuery(memory: AppPowers['memory']): TaskQuery {
  const [order = '', status = ''] = (memory.getItem(KEY) ?? '').split(' ');
  if (!isKeyOf(orderWords, order) || !isKeyOf(statusFilterWords, status)) return firstTaskQuery;
  return { order, filter: status === 'all' ? {} : { status } };
}
