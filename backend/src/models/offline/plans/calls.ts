import {
  type TaskLine,
  createClient,
  createFollowup,
  createProject,
  createTask,
  deleteClient,
  deleteProject,
  deleteTask,
  getProject,
  listAllProjects,
  listClients,
  listProjects,
  listTasks,
  listTasksDueToday,
  navigateTo,
  openItem,
  sendNotification,
  updateClient,
  updateProject,
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
export type Given<T> = { [Key in keyof T]: T[Key] | undefined };

/** A call of a tool, with the shape of its answer. */
export function made<Output>(tool: { name: string; output: z.ZodType<Output> }, input: object): TypedCall<Output> {
  return { tool: tool.name, input: json(input), output: tool.output };
}

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

export function listAllProjectsCall(input: Given<z.input<typeof listAllProjects.input>>): TypedCall<ProjectList> {
  return made(listAllProjects, input);
}

export function getProjectCall(input: z.input<typeof getProject.input>): TypedCall<z.infer<typeof getProject.output>> {
  return made(getProject, input);
}

export function updateProjectCall(input: z.input<typeof updateProject.input>): TypedCall<z.infer<typeof updateProject.output>> {
  return made(updateProject, input);
}

export function updateClientCall(input: z.input<typeof updateClient.input>): TypedCall<z.infer<typeof updateClient.output>> {
  return made(updateClient, input);
}

export function deleteClientCall(input: z.input<typeof deleteClient.input>): TypedCall<z.infer<typeof deleteClient.output>> {
  return made(deleteClient, input);
}

export function createFollowupCall(
  input: Given<z.input<typeof createFollowup.input>>,
): TypedCall<z.infer<typeof createFollowup.output>> {
  return made(createFollowup, input);
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
