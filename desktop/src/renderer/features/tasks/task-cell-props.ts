import type { Task } from '@adiuva/shared-protocol';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import type { TaskUpdates } from './create-tasks-store.ts';
import type { Editing } from './task-view-state.ts';

/** What a row's cells can do. The same object from render to render. */
export interface TaskActions {
  edit: (editing: Editing) => void;
  /** Editing ended: the row takes the focus again. */
  leave: (index: number) => void;
  update: (task: Task, updates: TaskUpdates) => void;
}

/** What each cell of a row is given. */
export interface TaskCellsProps {
  task: Task;
  index: number;
  active: boolean;
  narrow: boolean;
  /** What of this row is being edited. */
  field: Editing['kind'];
  now: number;
  zone: string;
  /** The project that the list is about. */
  home: string | undefined;
  projects: ProjectsStore;
  projectName: string | undefined;
  actions: TaskActions;
}
