import type { AppViewProps } from '#renderer/app-view.ts';
import { createLaterView } from '#renderer/later-view.tsx';

export { createProjectsStore, ProjectPicker, type ProjectsStore } from '#renderer/features/project-names/index.ts';

/** Fetched apart from the rest. */
export const laterProjects = createLaterView<AppViewProps>(() => import('./projects-view.tsx').then((part) => part.ProjectsView));
