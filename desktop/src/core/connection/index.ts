export { createBackendChoice, type OwnBackend } from './backend-choice.ts';
export { createBackendHttp, refusalOf, type BackendAnswer } from './backend-http.ts';
export { createConnection, type BackendQuestion, type Connection } from './connection.ts';
export { embedAtBackend } from './embed-at-backend.ts';
export { leaveBehind } from './leave-behind.ts';
export { uploadAtBackend } from './upload-at-backend.ts';
