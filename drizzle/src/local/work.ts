import { sql } from 'drizzle-orm';
import { type AnySQLiteColumn, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What every table of the user's work has. `rowKey` is the integer key that full-text search and paging need;
 * `id` is the row's name everywhere else. `revision` grows with every write, undo and redo included.
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
  };
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
  (table) => [index('clients_parent').on(table.parentId), index('clients_name').on(table.name)],
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
  (table) => [index('projects_client').on(table.clientId), index('projects_status').on(table.status)],
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
  (table) => [index('checkpoints_project').on(table.projectId), index('checkpoints_day').on(table.day, table.time)],
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
  (table) => [index('notes_project').on(table.projectId), index('notes_updated').on(table.updatedAt)],
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
  (table) => [index('task_comments_task').on(table.taskId)],
);
