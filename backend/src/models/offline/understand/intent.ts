import type {
  AppScreen,
  CheckpointLine,
  ClientLine,
  NoteLine,
  ProjectLine,
  TaskCommentLine,
  TaskLine,
  TaskPriority,
  TaskStatus,
} from '@adiuva/shared-protocol';
import type { CalendarUnit } from '../dates/calendar.ts';
import type { DateReading } from '../dates/date-phrase.ts';

/** Where a task belongs, as the user said it; `either`: a project or a client, to be looked up. */
export type Place =
  | { kind: 'project' | 'client' | 'either'; name: string }
  /** "that project", "it", "the second one" (`at` 2; -1 is the last): of the conversation. */
  | { kind: 'reference'; noun: 'project' | 'client' | 'either'; at?: number }
  | { kind: 'project-row'; row: ProjectLine }
  | { kind: 'client-row'; row: ClientLine };

export type DueRelation = 'on' | 'by' | 'before' | 'after' | 'from';

export type DueFilter =
  | { relation: 'overdue' | 'none' | 'any' }
  | { relation: DueRelation; reading: DateReading }
  | { relation: 'between'; from: DateReading; to: DateReading };

/** Which tasks; an empty list of statuses or priorities means any. */
export interface TaskFilter {
  statuses: TaskStatus[];
  priorities: TaskPriority[];
  due?: DueFilter;
  place?: Place;
  assignee?: string;
  search?: string;
  unassigned?: true;
  /** In no project. */
  unplaced?: true;
  order?: 'due' | 'newest' | 'oldest' | 'priority';
  limit?: number;
}

/** Which rows of the conversation: `it` one, `them` all that were named last, or some of these by their places, 1 the first, -1 the last. */
export type Reference =
  | { which: 'it' }
  | { which: 'them'; count?: number }
  | { which: 'both' }
  | { which: 'places'; places: number[] };

/** Which task is to be changed or asked about. */
export type Target =
  /** `ofTask`: "that task", not only "it": a task, whatever was named last. */
  | { kind: 'reference'; reference: Reference; ofTask?: true }
  /** `said`: with the words around the name. `parts`: the names it would be, were its "and"s between names. */
  | { kind: 'name'; name: string; quoted: boolean; said?: string; parts?: string[] }
  | { kind: 'filter'; filter: TaskFilter }
  | { kind: 'rows'; rows: TaskLine[] };

/** What a new or changed task is to have; `null` clears. */
export interface TaskChange {
  title?: string;
  status?: TaskStatus;
  priority?: TaskPriority | 'raise' | 'lower';
  due?: SaidDay | null;
  shift?: { unit: CalendarUnit; count: number };
  place?: Place | null;
  assignee?: string[];
  description?: string | null;
}

/** A day as it was said of something to be written: "on Friday", "before the 12th". */
export interface SaidDay {
  relation: DueRelation;
  reading: DateReading;
}

export interface NewTask {
  title?: string;
  status?: TaskStatus;
  priority?: TaskPriority;
  due?: SaidDay;
  place?: Place;
  /** "… for Website", at the end of an unquoted title: a project if there is one of that name, else words of the title. */
  maybePlace?: { name: string; titleWithout: string };
  assignee?: string[];
  description?: string;
  /** It was said to repeat ("every Monday"), which no task can. */
  repeats?: true;
}

/** Which checkpoints or notes; nothing said is all of them. */
export interface RowFilter {
  place?: Place;
  /** Of checkpoints alone: their day. */
  due?: DueFilter;
  search?: string;
}

/** Which rows of another kind than tasks: as a conversation refers to them, by name (perhaps in a project), by what they have in common. */
export type RowTarget<Row> =
  | { kind: 'reference'; reference: Reference }
  /** `maybePlace`: "Beta of Website" is the row "Beta" in a project "Website", when none has the whole name. */
  | { kind: 'name'; name: string; place?: Place; maybePlace?: { name: string; nameWithout: string } }
  | { kind: 'filter'; filter: RowFilter }
  | { kind: 'rows'; rows: Row[] };

export type CheckpointTarget = RowTarget<CheckpointLine>;
export type NoteTarget = RowTarget<NoteLine>;

/** Which comments of a task: "the last one" (`places` -1), "the one about the price" (`name`), all of them. */
export type CommentTarget =
  | { kind: 'reference'; reference: Reference }
  | { kind: 'name'; name: string }
  | { kind: 'all' }
  | { kind: 'rows'; rows: TaskCommentLine[] };

export interface CheckpointChange {
  title?: string;
  date?: SaidDay;
  shift?: { unit: CalendarUnit; count: number };
  place?: Place;
}

/** `append` is put behind the text that is there, `content` replaces it; `place` null: in no project. */
export interface NoteChange {
  title?: string;
  append?: string;
  content?: string;
  place?: Place | null;
}

export interface ProjectChange {
  name?: string;
  client?: Place | null;
  status?: 'active' | 'archived';
}

export interface ClientChange {
  name?: string;
  industry?: string | null;
  parent?: Place | null;
}

export type TaskField = 'all' | 'due' | 'status' | 'done' | 'priority' | 'assignee' | 'project' | 'description' | 'id';

/** What can be said without looking anything up. */
export type Topic =
  | 'greeting'
  | 'thanks'
  | 'help'
  | 'how-to-create'
  | 'how-to-update'
  | 'how-to-list'
  | 'declined'
  | 'cancelled'
  | 'how-to-delete'
  | 'delete'
  | 'delete-other'
  | 'undo'
  | 'change-project'
  | 'history'
  | 'notify-later'
  | 'question'
  | 'nothing-to-confirm'
  | 'identity'
  | 'too-long'
  | 'empty';

export type Amount = 'list' | 'count';

export type ListTasksIntent = { kind: 'list-tasks'; amount: Amount; filter: TaskFilter };

/** `limit`: "the next two milestones", the first of them by their days. */
export type ListCheckpointsIntent = { kind: 'list-checkpoints'; amount: Amount; filter: RowFilter; limit?: number };

export type ListNotesIntent = {
  kind: 'list-notes';
  amount: Amount;
  filter: RowFilter;
  order?: 'newest' | 'changed';
  limit?: number;
};

/** A question that a follow-up may change. */
export type ListIntent = ListTasksIntent | ListCheckpointsIntent | ListNotesIntent;

/** What the user wants: one of these a clause. */
export type Intent =
  | ListTasksIntent
  /** `archived`: those alone. `all`: "archived ones too". */
  | { kind: 'list-projects'; amount: Amount; client?: Place; search?: string; archived?: boolean; all?: boolean }
  | { kind: 'list-clients'; amount: Amount; search?: string }
  | { kind: 'create-tasks'; tasks: NewTask[] }
  | { kind: 'create-project'; name?: string; client?: Place }
  | { kind: 'create-client'; name?: string; industry?: string; parent?: Place }
  | { kind: 'update-tasks'; target: Target; change: TaskChange }
  /** `ofAnyKind`: "it", "the first one": what was named last, a task or not. */
  | { kind: 'delete-tasks'; target: Target; ofAnyKind?: true }
  | { kind: 'delete-projects'; places: Place[] }
  | { kind: 'about-project'; place: Place }
  | { kind: 'update-projects'; places: Place[]; change: ProjectChange }
  | { kind: 'update-client'; place: Place; change: ClientChange }
  | { kind: 'delete-clients'; places: Place[] }
  | ListCheckpointsIntent
  | { kind: 'about-checkpoint'; target: CheckpointTarget }
  /** What was not said is asked for: a checkpoint has a title, a day and a project. */
  | { kind: 'create-checkpoint'; title?: string; date?: SaidDay; place?: Place }
  | { kind: 'update-checkpoints'; target: CheckpointTarget; change: CheckpointChange }
  | { kind: 'delete-checkpoints'; target: CheckpointTarget }
  | ListNotesIntent
  /** Notes by what they are about, in the user's words. */
  | { kind: 'search-notes'; query: string; place?: Place }
  | { kind: 'read-note'; target: NoteTarget }
  /**
   * Without `title` the note is named after its first words. `orComment`: "add a note to Buy milk: …", where no project is
   * called so, is a comment on that task.
   */
  | { kind: 'create-note'; title?: string; content?: string; place?: Place; orComment?: Target }
  | { kind: 'update-notes'; target: NoteTarget; change: NoteChange }
  | { kind: 'delete-notes'; target: NoteTarget }
  | { kind: 'list-comments'; amount: Amount; target: Target }
  | { kind: 'add-comment'; target: Target; content?: string }
  /** Without `target` the comments are of the conversation: "delete that comment". */
  | { kind: 'delete-comments'; target?: Target; comments: CommentTarget }
  /**
   * A task that brings one back to something. `task`: the task that it follows, as it was named; `maybeTask`: what may be
   * a task's title, followed only if there is exactly one of that very name.
   */
  | { kind: 'create-followup'; title?: string; date?: SaidDay; task?: Target; maybeTask?: string; place?: Place }
  | { kind: 'about-task'; target: Target; field: TaskField }
  /** To be shown in the app. */
  | { kind: 'navigate'; screen: AppScreen }
  | { kind: 'open-task'; target: Target }
  | { kind: 'open-place'; place: Place }
  /** A text to be sent: to the user in the app, or to an address as it was typed. */
  | { kind: 'notify'; text: string }
  | { kind: 'post'; text: string; url: string }
  /** A follow-up that changes the last question: "and the done ones?", "how many?". */
  | { kind: 'refine'; amount?: Amount; filter: Partial<TaskFilter> }
  /** An answer to "which one?". */
  | { kind: 'choose'; reference?: Reference; text: string }
  | { kind: 'say'; topic: Topic }
  | { kind: 'unknown'; task?: string };
