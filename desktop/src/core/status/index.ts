export { createStatus, type LinkStatus, type Status } from './status.ts';
