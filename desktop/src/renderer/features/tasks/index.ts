export { createTasksStore, type TasksStore } from './create-tasks-store.ts';
export { TasksView } from './tasks-view.tsx';
