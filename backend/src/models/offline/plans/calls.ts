import {
  type TaskLine,
  createClient,
  createProject,
  createTask,
  deleteProject,
  deleteTask,
  listClients,
  listProjects,
  listTasks,
  listTasksDueToday,
  navigateTo,
  openItem,
  sendNotification,
  updateTask,
} from '@adiuva/shared-protocol';
import type { JSONObject } from '@ai-sdk/provider';
import { z } from 'zod';
import type { TypedCall } from './plan.ts';

export type TaskList = z.infer<typeof listTasks.output>;
export type ProjectList = z.infer<typeof listProjects.output>;
export type ClientList = z.infer<typeof listClients.output>;

/** How many rows an answer shows, and so how many are asked for. */
export const shownRows = 20;

/** JSON without the fields that are undefined. */
function json(input: object): JSONObject {
  const entries: unknown = JSON.parse(JSON.stringify(input));
  return z.record(z.string(), z.json()).parse(entries);
}

/** A field that is undefined is left out. */
type Given<T> = { [Key in keyof T]: T[Key] | undefined };

export function listTasksCall(input: Given<z.input<typeof listTasks.input>>): TypedCall<TaskList> {
  return { tool: listTasks.name, input: json(input), output: listTasks.output };
}

export function dueTodayCall(): TypedCall<TaskList> {
  return { tool: listTasksDueToday.name, input: {}, output: listTasksDueToday.output };
}

export function createTaskCall(input: z.input<typeof createTask.input>): TypedCall<{ task: TaskLine }> {
  return { tool: createTask.name, input: json(input), output: createTask.output };
}

export function updateTaskCall(input: z.input<typeof updateTask.input>): TypedCall<{ task: TaskLine }> {
  return { tool: updateTask.name, input: json(input), output: updateTask.output };
}

export function deleteTaskCall(input: z.input<typeof deleteTask.input>): TypedCall<z.infer<typeof deleteTask.output>> {
  return { tool: deleteTask.name, input: json(input), output: deleteTask.output };
}

export function deleteProjectCall(input: z.input<typeof deleteProject.input>): TypedCall<z.infer<typeof deleteProject.output>> {
  return { tool: deleteProject.name, input: json(input), output: deleteProject.output };
}

export function listProjectsCall(input: z.input<typeof listProjects.input>): TypedCall<ProjectList> {
  return { tool: listProjects.name, input: json(input), output: listProjects.output };
}

export function createProjectCall(input: z.input<typeof createProject.input>): TypedCall<z.infer<typeof createProject.output>> {
  return { tool: createProject.name, input: json(input), output: createProject.output };
}

export function listClientsCall(input: z.input<typeof listClients.input>): TypedCall<ClientList> {
  return { tool: listClients.name, input: json(input), output: listClients.output };
}

export function createClientCall(input: z.input<typeof createClient.input>): TypedCall<z.infer<typeof createClient.output>> {
  return { tool: createClient.name, input: json(input), output: createClient.output };
}

export function navigateToCall(input: z.input<typeof navigateTo.input>): TypedCall<z.infer<typeof navigateTo.output>> {
  return { tool: navigateTo.name, input: json(input), output: navigateTo.output };
}

export function openItemCall(input: z.input<typeof openItem.input>): TypedCall<z.infer<typeof openItem.output>> {
  return { tool: openItem.name, input: json(input), output: openItem.output };
}

/** With what the user made of the input, where they changed it before they approved it. */
const sentSchema = sendNotification.output.extend({
  approved_input: z.object({ text: z.string(), url: z.string().optional() }).optional(),
});

export function sendNotificationCall(input: z.input<typeof sendNotification.input>): TypedCall<z.infer<typeof sentSchema>> {
  return { tool: sendNotification.name, input: json(input), output: sentSchema };
}
