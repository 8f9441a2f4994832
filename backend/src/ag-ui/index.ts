export { BEGINNING, parsePosition, type EventPosition } from './event-position.ts';
export { createOpenStreams, type OpenStreams } from './open-streams.ts';
export { toServerSent } from './server-sent.ts';
export { tellRun, type RunSource } from './tell-run.ts';
