import type { ClientLine, ProjectLine } from '@adiuva/shared-protocol';
import type { Moment } from '../dates/moment.ts';
import type { TaskFilter } from '../understand/intent.ts';

/** The days that a filter asks for, both included, as list_tasks takes them. */
export interface DueRange {
  due_from?: string;
  due_to?: string;
}

/** A place that was looked up. */
export type FoundPlace = { kind: 'project'; row: ProjectLine } | { kind: 'client'; row: ClientLine };

/** What was asked for, as it was understood: shown with every answer, so that a misreading is seen. */
export interface Described {
  filter: TaskFilter;
  range: DueRange;
  place?: FoundPlace | undefined;
  scene: { now?: Moment };
}

/** A filter that asks for whatever there is. */
export const isPlain = ({ filter, place }: Described): boolean =>
  filter.statuses.length + filter.priorities.length === 0 &&
  !filter.due &&
  !place &&
  filter.search === undefined &&
  !filter.assignee;
