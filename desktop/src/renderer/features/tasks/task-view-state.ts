import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';

export interface TaskQuery {
  filter: TaskFilter;
  order: TaskOrder;
}

/** What is open in the list: nothing, a title being edited, or a field's menu. */
export type Editing = { kind: 'none' } | { kind: 'title'; id: string } | { kind: TaskField; id: string };
export type TaskField = 'due' | 'priority' | 'project' | 'status';

export interface TaskViewState {
  /** The row that keys act on. `index` stays when the row leaves the list, so that the next one takes its place. */
  active: { index: number; id: string | undefined };
  editing: Editing;
}

export const firstTaskView: TaskViewState = { active: { index: 0, id: undefined }, editing: { kind: 'none' } };

export const firstTaskQuery: TaskQuery = { filter: { status: 'open' }, order: 'due' };

export type TaskViewEvent =
  | { type: 'moved'; to: number; total: number }
  | { type: 'focused'; index: number; id: string }
  | { type: 'edit'; editing: Editing }
  | { type: 'left' }
  /** The rows changed: where the active one is now (undefined: not among those held). */
  | { type: 'rows'; total: number; foundAt: number | undefined; idAt: (index: number) => string | undefined };

/** What keys and new rows do to the list's view state. */
export function nextTaskView(state: TaskViewState, event: TaskViewEvent): TaskViewState {
  switch (event.type) {
    case 'moved': {
      const index = Math.max(0, Math.min(event.total - 1, event.to));
      return { active: { index, id: undefined }, editing: { kind: 'none' } };
    }
    case 'focused':
      if (state.active.index === event.index && state.active.id === event.id) return state;
      return { ...state, active: { index: event.index, id: event.id } };
    case 'edit':
      return { ...state, editing: event.editing };
    case 'left':
      return state.editing.kind === 'none' ? state : { ...state, editing: { kind: 'none' } };
    case 'rows': {
      const index = event.foundAt ?? Math.max(0, Math.min(event.total - 1, state.active.index));
      const id = event.idAt(index);
      if (index === state.active.index && id === state.active.id) return state;
      const gone = state.editing.kind !== 'none' && state.editing.id !== id && event.foundAt === undefined;
      return { active: { index, id }, editing: gone ? { kind: 'none' } : state.editing };
    }
    default:
      return event satisfies never;
  }
}

/** Whether anything but the default narrows the list. */
export function isNarrowed({ filter }: TaskQuery): boolean {
  const { status, priority, project_id, due, search } = filter;
  return status !== 'open' || priority !== undefined || project_id !== undefined || due !== undefined || (search ?? '') !== '';
}

/** The filter with one field set, or left out when `undefined`. */
export function withFilter<Key extends keyof TaskFilter>(
  query: TaskQuery,
  key: Key,
  value: TaskFilter[Key] | undefined,
): TaskQuery {
  const { [key]: _before, ...rest } = query.filter;
  return { ...query, filter: value === undefined ? rest : { ...rest, [key]: value } };
}
