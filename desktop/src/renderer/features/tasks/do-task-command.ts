import type { Task } from '@adiuva/shared-protocol';
import { rowAt } from '#renderer/paging/index.ts';
import type { BulkMenu } from './bulk-bar.tsx';
import type { TasksStore } from './create-tasks-store.ts';
import type { TaskCommand } from './task-keys.ts';

/** What a list of tasks does beside what its store does. */
export interface TaskListActs {
  onOpen: (id: string) => void;
  onClose: () => void;
  onToggle: (task: Task) => void;
  onRemove: (task: Task) => void;
  /** Opens a menu for all that is selected. */
  onBulk: (menu: BulkMenu) => void;
}

/** Does what a key means on a row: to the row, or to all that is selected. */
export function doTaskCommand({
  command,
  index,
  task,
  tasks,
  total,
  scrollTo,
  follows,
  onOpen,
  onClose,
  onToggle,
  onRemove,
  onBulk,
}: TaskListActs & {
  command: TaskCommand;
  /** The row that has the focus; its task, once it is read. */
  index: number;
  task: Task | undefined;
  tasks: TasksStore;
  total: number;
  scrollTo: (index: number) => void;
  /** The details that are open go along with the focus. */
  follows: boolean;
}): void {
  const { list, view, dispatch } = tasks;
  const { selected, detail } = view.getState();
  const moveTo = (to: number, selects = false) => {
    const at = Math.max(0, Math.min(total - 1, to));
    if (selects && task && selected.size === 0) dispatch({ type: 'toggled', index, id: task.id });
    dispatch({ type: 'moved', to, total });
    if (selects) void tasks.selectTo(at);
    scrollTo(at);
    const id = rowAt({ rows: list.store.getState(), index: at, pageSize: list.pageSize })?.id;
    if (id !== undefined) dispatch({ type: 'focused', index: at, id });
    if (id !== undefined && detail && follows) onOpen(id);
  };
  switch (command.type) {
    case 'move':
      return moveTo(index + command.by, command.selects);
    case 'first':
      return moveTo(0);
    case 'last':
      return moveTo(total - 1);
    case 'select':
      return task && dispatch({ type: 'toggled', index, id: task.id });
    case 'select_all':
      return void tasks.selectAll();
    case 'close':
      return selected.size > 0 ? dispatch({ type: 'selected', ids: [] }) : onClose();
    case 'toggle':
      if (selected.size > 0) return void tasks.updateSelected({ status: 'done' });
      return task && onToggle(task);
    case 'remove':
      if (selected.size > 0) return void tasks.removeSelected();
      return task && onRemove(task);
    case 'details':
      return task && onOpen(task.id);
    case 'title':
      return task && dispatch({ type: 'edit', editing: { kind: 'title', id: task.id } });
    case 'field':
      if (selected.size > 0) return onBulk(command.field);
      return task && dispatch({ type: 'edit', editing: { kind: command.field, id: task.id } });
    default:
      return command satisfies never;
  }
}
