import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import type { DueFilter, Place, TaskFilter } from './intent.ts';
import type { Token } from './tokens.ts';

/** What a phrase says of the rows it is about, gathered word by word. */
export interface QueryParts {
  nouns: ('task' | 'project' | 'client')[];
  statuses: TaskStatus[];
  priorities: TaskPriority[];
  due?: DueFilter;
  place?: Place;
  /** A second place: "tasks in project X for client Y". */
  assignee?: string;
  search?: string;
  /** Words beside the noun that mean nothing known: "invoice tasks". */
  topic: Token[];
  unassigned?: true;
  unplaced?: true;
  archived?: true;
  /** Archived ones too, not those alone. */
  archivedToo?: true;
  mine?: true;
  order?: TaskFilter['order'];
  limit?: number;
  /** The topic stands right before its noun: "invoice tasks". */
  topicLeads?: true;
  /** The first noun is a singular: "the Website project". */
  singular?: true;
  unknown: boolean;
}

/** One part of a question that was read: the token after it, and what it says. */
export interface QueryStep {
  end: number;
  take: (parts: QueryParts) => void;
}

/** Whether the words said which rows. */
export const hasFilter = (parts: QueryParts): boolean =>
  parts.statuses.length > 0 ||
  parts.priorities.length > 0 ||
  parts.due !== undefined ||
  parts.place !== undefined ||
  parts.search !== undefined ||
  parts.assignee !== undefined ||
  parts.unassigned === true ||
  parts.unplaced === true;

/** A question about what is due means what is still to be done, unless it says otherwise. */
export function filterOf(parts: QueryParts): TaskFilter {
  const dated = parts.due !== undefined && parts.due.relation !== 'none';
  const ranked = parts.limit !== undefined && (parts.order === 'due' || parts.order === 'priority');
  const pending = (dated || ranked) && parts.statuses.length === 0;
  return {
    statuses: pending ? ['todo', 'in_progress'] : parts.statuses,
    priorities: parts.priorities.filter((one, at, all) => all.indexOf(one) === at),
    ...(parts.due && { due: parts.due }),
    ...(parts.place && { place: parts.place }),
    ...(parts.assignee !== undefined && { assignee: parts.assignee }),
    ...(parts.search !== undefined && { search: parts.search }),
    ...(parts.unassigned && { unassigned: true }),
    ...(parts.unplaced && { unplaced: true }),
    ...(parts.order && { order: parts.order }),
    ...(parts.limit !== undefined && { limit: parts.limit }),
  };
}
