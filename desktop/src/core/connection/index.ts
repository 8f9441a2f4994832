export { createBackendChoice, type OwnBackend } from './backend-choice.ts';
export { createBackendHttp } from './backend-http.ts';
export { createConnection, type Connection } from './connection.ts';
export { embedAtBackend } from './embed-at-backend.ts';
export { leaveBehind } from './leave-behind.ts';
