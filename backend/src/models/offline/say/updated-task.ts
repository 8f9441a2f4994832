import type { TaskLine } from '@adiuva/shared-protocol';
import type { TaskChange } from '../understand/intent.ts';

/** A task as it was and as the tool gave it back, and what was to change. */
export interface Updated {
  before: TaskLine;
  after: TaskLine;
  change: TaskChange;
  project: string | undefined;
  today: string | undefined;
}
