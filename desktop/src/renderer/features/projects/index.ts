import type { AppViewProps } from '#renderer/app-view.ts';
import { createLaterView } from '#renderer/later-view.tsx';

export { createProjectsStore, type ProjectsStore } from './create-projects-store.ts';
export { ProjectPicker } from './project-picker.tsx';

/** Fetched apart from the rest. */
export const laterProjects = createLaterView<AppViewProps>(() => import('./projects-view.tsx').then((part) => part.ProjectsView));
