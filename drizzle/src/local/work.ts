import { sql } from 'drizzle-orm';
import { type AnySQLiteColumn, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What every table of the user's work has. `rowKey` is the integer key that full-text search and paging need;
 * `id` is the row's name everywhere else. `revision` grows with every write, undo and redo included. `tainted` is 1 for
 * text that nobody here wrote or approved, 0 once the user said that they trust it; without it, imported rows are and
 * others are not. Whoever reads such a row asks before it writes. No frame sets the mark, and none shows it.
 */
function workColumns() {
  return {
    rowKey: integer('row_key').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    revision: integer('revision').notNull().default(1),
    origin: text('origin', { enum: ['human', 'run', 'import'] }).notNull(),
    externalId: text('external_id'),
    tainted: integer('tainted'),
  };
}

/** Few rows are tainted: finding out that none is costs next to nothing. */
function taintedIndex({ name, column }: { name: string; column: AnySQLiteColumn }) {
  return index(name)
    .on(column)
    .where(sql`coalesce(tainted, origin = 'import')`);
}

/** Derived from the row's suggestion; never set by a frame. */
function suggestionColumns() {
  return {
    isAiSuggested: integer('is_ai_suggested').notNull().default(0),
    isApproved: integer('is_approved').notNull().default(1),
  };
}

export const clients = sqliteTable(
  'clients',
  {
    ...workColumns(),
    parentId: text('parent_id').references((): AnySQLiteColumn => clients.id),
    name: text('name').notNull(),
    industry: text('industry'),
  },
  (table) => [
    index('clients_parent').on(table.parentId),
    index('clients_name').on(table.name),
    taintedIndex({ name: 'clients_tainted', column: table.id }),
  ],
);

export const projects = sqliteTable(
  'projects',
  {
    ...workColumns(),
    ...suggestionColumns(),
    clientId: text('client_id').references(() => clients.id),
    name: text('name').notNull(),
    status: text('status', { enum: ['active', 'archived'] })
      .notNull()
      .default('active'),
    aiSummary: text('ai_summary'),
  },
  (table) => [
    index('projects_client').on(table.clientId),
    index('projects_status').on(table.status),
    taintedIndex({ name: 'projects_tainted', column: table.id }),
  ],
);

/** `dueDay` is `YYYY-MM-DD`, `dueTime` is `HH:MM` (or `HH:MM:SS.mmm`), both in the device's zone. */
export const tasks = sqliteTable(
  'tasks',
  {
    ...workColumns(),
    ...suggestionColumns(),
    projectId: text('project_id').references(() => projects.id),
    title: text('title').notNull(),
    description: text('description'),
    status: text('status', { enum: ['todo', 'in_progress', 'done'] })
      .notNull()
      .default('todo'),
    priority: text('priority', { enum: ['high', 'medium', 'low'] })
      .notNull()
      .default('medium'),
    assignee: text('assignee').notNull().default('[]'),
    owedBy: text('owed_by', { enum: ['mine', 'theirs'] })
      .notNull()
      .default('mine'),
    dueDay: text('due_day'),
    dueTime: text('due_time'),
    completedAt: integer('completed_at'),
    position: real('position').notNull().default(0),
  },
  (table) => [
    index('tasks_project').on(table.projectId, table.position),
    index('tasks_status').on(table.status, table.position),
    index('tasks_due').on(table.dueDay, table.dueTime),
    index('tasks_position').on(table.position),
    index('tasks_updated').on(table.updatedAt),
    index('tasks_completed')
      .on(table.completedAt)
      .where(sql`completed_at is not null`),
    // All that a list of tasks is filtered, counted and ordered by: it is answered without reading the wide rows.
    index('tasks_lists').on(
      table.status,
      table.owedBy,
      table.priority,
      table.dueDay,
      table.dueTime,
      table.projectId,
      table.assignee,
      table.position,
      table.createdAt,
      table.updatedAt,
      table.title,
    ),
    taintedIndex({ name: 'tasks_tainted', column: table.id }),
  ],
);

/** `day` and `time` as in tasks. */
export const checkpoints = sqliteTable(
  'checkpoints',
  {
    ...workColumns(),
    ...suggestionColumns(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    title: text('title').notNull(),
    day: text('day').notNull(),
    time: text('time'),
  },
  (table) => [
    index('checkpoints_project').on(table.projectId),
    index('checkpoints_day').on(table.day, table.time),
    taintedIndex({ name: 'checkpoints_tainted', column: table.id }),
  ],
);

export const notes = sqliteTable(
  'notes',
  {
    ...workColumns(),
    ...suggestionColumns(),
    projectId: text('project_id').references(() => projects.id),
    title: text('title').notNull(),
    content: text('content')
      .notNull()
      .default(sql`''`),
  },
  (table) => [
    index('notes_project').on(table.projectId),
    index('notes_updated').on(table.updatedAt),
    taintedIndex({ name: 'notes_tainted', column: table.id }),
  ],
);

export const taskComments = sqliteTable(
  'task_comments',
  {
    ...workColumns(),
    taskId: text('task_id')
      .notNull()
      .references(() => tasks.id),
    author: text('author').notNull(),
    content: text('content').notNull(),
  },
  (table) => [index('task_comments_task').on(table.taskId), taintedIndex({ name: 'task_comments_tainted', column: table.id })],
);
