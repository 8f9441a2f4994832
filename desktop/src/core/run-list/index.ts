export { createRunList, type RunList } from './run-list.ts';
export { createRunListRepository, type RunListRepository } from './run-list-repository.ts';
