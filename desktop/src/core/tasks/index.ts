export { createTasks, type Tasks } from './tasks.ts';
