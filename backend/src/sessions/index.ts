export { createSessions, type Sessions } from './create-sessions.ts';
export { CursorError } from './page-cursor.ts';
export { createRunReader, type RunReader } from './run-view.ts';
