import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';
import { CHANGES_AT_ONCE } from '#rpc/limits.ts';

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
  /** What an act on many is about, by id. */
  selected: ReadonlySet<string>;
  /** The row that a selection of a stretch begins at. */
  anchor: number | undefined;
}

export const firstTaskView: TaskViewState = {
  active: { index: 0, id: undefined },
  editing: { kind: 'none' },
  selected: new Set(),
  anchor: undefined,
};

export const firstTaskQuery: TaskQuery = { filter: { status: 'open' }, order: 'due' };

export type TaskViewEvent =
  | { type: 'moved'; to: number; total: number }
  | { type: 'focused'; index: number; id: string }
  | { type: 'edit'; editing: Editing }
  | { type: 'left' }
  /** Selects one row more, or one less; it is where a stretch begins. */
  | { type: 'toggled'; index: number; id: string }
  /** These and no others; `anchor` where a stretch goes on from it. */
  | { type: 'selected'; ids: readonly string[] }
  /** The rows changed: where the active one is now (undefined: not among those held). */
  | { type: 'rows'; total: number; foundAt: number | undefined; idAt: (index: number) => string | undefined };

/** What keys and new rows do to the list's view state. */
export function nextTaskView(state: TaskViewState, event: TaskViewEvent): TaskViewState {
  switch (event.type) {
    case 'moved': {
      const index = Math.max(0, Math.min(event.total - 1, event.to));
      return { ...state, active: { index, id: undefined }, editing: { kind: 'none' } };
    }
    case 'focused':
      if (state.active.index === event.index && state.active.id === event.id) return state;
      return { ...state, active: { index: event.index, id: event.id } };
    case 'edit':
      return { ...state, editing: event.editing };
    case 'left':
      return state.editing.kind === 'none' ? state : { ...state, editing: { kind: 'none' } };
    case 'toggled': {
      const selected = new Set(state.selected);
      if (!selected.delete(event.id) && selected.size < CHANGES_AT_ONCE) selected.add(event.id);
      return { ...state, selected, anchor: event.index };
    }
    case 'selected': {
      const selected = new Set(event.ids.slice(0, CHANGES_AT_ONCE));
      return { ...state, selected, anchor: selected.size === 0 ? undefined : state.anchor };
    }
    case 'rows': {
      const index = event.foundAt ?? Math.max(0, Math.min(event.total - 1, state.active.index));
      const id = event.idAt(index);
      if (index === state.active.index && id === state.active.id) return state;
      const gone = state.editing.kind !== 'none' && state.editing.id !== id && event.foundAt === undefined;
      return { ...state, active: { index, id }, editing: gone ? { kind: 'none' } : state.editing };
    }
    default:
      return event satisfies never;
  }
}

/** Whether anything but the default narrows the list. */
export function isNarrowed({ filter }: TaskQuery): boolean {
  const { status, search, ...others } = filter;
  return status !== 'open' || (search ?? '') !== '' || Object.values(others).some((value) => value !== undefined);
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
