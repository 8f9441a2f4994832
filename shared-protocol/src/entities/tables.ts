import { z } from 'zod';
import { checkpointFilterShape, checkpointInsertSchema, checkpointSchema, checkpointUpdateSchema } from './checkpoint.ts';
import { clientFilterShape, clientInsertSchema, clientSchema, clientUpdateSchema } from './client.ts';
import { noteFilterShape, noteInsertSchema, noteSchema, noteUpdateSchema } from './note.ts';
import { projectFilterShape, projectInsertSchema, projectSchema, projectUpdateSchema } from './project.ts';
import { taskCommentFilterShape, taskCommentInsertSchema, taskCommentSchema, taskCommentUpdateSchema } from './task-comment.ts';
import { taskFilterShape, taskInsertSchema, taskSchema, taskUpdateSchema } from './task.ts';

/** The tables that a frame can name, by their names on the wire. */
export const TABLE_NAMES = ['tasks', 'projects', 'checkpoints', 'notes', 'taskComments', 'clients'] as const;
export const tableNameSchema = z.enum(TABLE_NAMES);
export type TableName = z.infer<typeof tableNameSchema>;

/** `orderBy` names a field of the row, or `-field` for the reverse. */
function filters<Row extends z.ZodRawShape, Shape extends z.ZodRawShape>(row: z.ZodObject<Row>, shape: Shape) {
  const fields = Object.keys(row.shape).flatMap((field) => [field, `-${field}`]);
  return z.strictObject({ search: z.string().max(2_000), orderBy: z.enum(fields), ...shape }).partial();
}

/** What each table's rows, inserts, updates and filters look like on the wire. */
export const tables = {
  tasks: { row: taskSchema, insert: taskInsertSchema, update: taskUpdateSchema, filters: filters(taskSchema, taskFilterShape) },
  projects: {
    row: projectSchema,
    insert: projectInsertSchema,
    update: projectUpdateSchema,
    filters: filters(projectSchema, projectFilterShape),
  },
  checkpoints: {
    row: checkpointSchema,
    insert: checkpointInsertSchema,
    update: checkpointUpdateSchema,
    filters: filters(checkpointSchema, checkpointFilterShape),
  },
  notes: { row: noteSchema, insert: noteInsertSchema, update: noteUpdateSchema, filters: filters(noteSchema, noteFilterShape) },
  taskComments: {
    row: taskCommentSchema,
    insert: taskCommentInsertSchema,
    update: taskCommentUpdateSchema,
    filters: filters(taskCommentSchema, taskCommentFilterShape),
  },
  clients: {
    row: clientSchema,
    insert: clientInsertSchema,
    update: clientUpdateSchema,
    filters: filters(clientSchema, clientFilterShape),
  },
} as const;

export type Row<Name extends TableName = TableName> = z.infer<(typeof tables)[Name]['row']>;
export type Filters<Name extends TableName = TableName> = z.infer<(typeof tables)[Name]['filters']>;

/** A row as the backend reads it: any field but `id` may be absent or extra. */
export const wireRowSchema = z.looseObject({ id: z.string().min(1) });
export type WireRow = z.infer<typeof wireRowSchema>;
