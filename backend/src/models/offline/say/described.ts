import type { DueRange } from '../plans/due-range.ts';
import type { FoundPlace } from '../plans/find-place.ts';
import type { Scene } from '../plans/plan.ts';
import type { TaskFilter } from '../understand/intent.ts';

/** What was asked for, as it was understood: shown with every answer, so that a misreading is seen. */
export interface Described {
  filter: TaskFilter;
  range: DueRange;
  place?: FoundPlace | undefined;
  scene: Scene;
}

/** A filter that asks for whatever there is. */
export const isPlain = ({ filter, place }: Described): boolean =>
  filter.statuses.length + filter.priorities.length === 0 &&
  !filter.due &&
  !place &&
  filter.search === undefined &&
  !filter.assignee;
