export { createTasksStore, type TasksStore } from './create-tasks-store.ts';
export { actWords } from './task-act-words.ts';
export { DueEditor } from './due-editor.tsx';
export { laterBoard } from './board/index.ts';
export { PriorityMark, StatusMark } from './task-icons.tsx';
export { priorityWords } from './task-words.ts';
export { TasksSection } from './tasks-section.tsx';
export { TasksView } from './tasks-view.tsx';
