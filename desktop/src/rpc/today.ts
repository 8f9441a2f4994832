import { checkpointSchema, idSchema, instantSchema, owedBySchema, taskPrioritySchema, taskSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/** A task with what its row on the page says of where it belongs. */
export const placedTaskSchema = taskSchema.extend({ project_name: z.string().nullable(), client_name: z.string().nullable() });
export type PlacedTask = z.infer<typeof placedTaskSchema>;

const someTasks = z.object({ items: z.array(placedTaskSchema), total: z.number().int() });

/** What counts on one day. Each list has its first fifty, and how many there are. */
export const todaySchema = z.object({
  /** `YYYY-MM-DD`, of this device. */
  day: z.string(),
  /** Open and due before the day, the longest overdue first. */
  overdue: someTasks,
  /** Open and due on the day, by time. */
  due: someTasks,
  /** Open and owed by the client's side, the one that waits longest first. */
  waiting: someTasks,
  /** Of projects that are not archived, within fourteen days, the day included. */
  checkpoints: z.object({
    items: z.array(checkpointSchema.extend({ project_name: z.string() })),
    total: z.number().int(),
  }),
  /** Done on the day, the latest first. */
  done: someTasks,
});
export type Today = z.infer<typeof todaySchema>;

/** What a text may be understood to say, beside the title. */
export const capturePartSchema = z.enum(['due', 'project', 'priority', 'assignee', 'owed_by']);
export type CapturePart = z.infer<typeof capturePartSchema>;

/** A project that a text may mean. */
export const capturedProjectSchema = z.object({ id: idSchema, name: z.string(), client_name: z.string().nullable() });
export type CapturedProject = z.infer<typeof capturedProjectSchema>;

/**
 * What was understood of a text, to be confirmed or corrected before anything is written. `words` are those of the text that
 * say it, and are left out of the title. `projects`: what a hint may mean; only where it is one project is it one.
 */
export const captureSchema = z.object({
  title: z.string(),
  due: z.object({ at: instantSchema, words: z.string() }).optional(),
  /** Further days that the text names, which stay in the title. */
  other_days: z.number().int(),
  projects: z.object({ items: z.array(capturedProjectSchema), words: z.string() }).optional(),
  priority: z.object({ value: taskPrioritySchema, words: z.string() }).optional(),
  assignee: z.object({ names: z.array(z.string()), words: z.string() }).optional(),
  owed_by: z.object({ value: owedBySchema, words: z.string() }).optional(),
});
export type Capture = z.infer<typeof captureSchema>;

export const todayContract = {
  read: procedure.output(todaySchema),
  /** Writes nothing. `ignore`: what the user does not want to have been understood; its words stay in the title. */
  capture: procedure
    .input(z.object({ text: z.string().max(2_000), ignore: z.array(capturePartSchema).max(10).optional() }))
    .output(captureSchema),
};
