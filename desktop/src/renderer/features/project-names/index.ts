export { createProjectsStore, type ProjectsStore } from './create-projects-store.ts';
export { ProjectPicker } from './project-picker.tsx';
