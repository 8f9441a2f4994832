import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import type { DueFilter, Place, TaskFilter } from '../intent.ts';
import type { Token } from '../tokens.ts';

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
  archived?: true;
  mine?: true;
  order?: TaskFilter['order'];
  limit?: number;
  unknown: boolean;
}

/** One part of a question that was read: the token after it, and what it says. */
export interface QueryStep {
  end: number;
  take: (parts: QueryParts) => void;
}
