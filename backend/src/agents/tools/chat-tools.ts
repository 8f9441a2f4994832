import { createClientTool } from './create-client.ts';
import { createProjectTool } from './create-project.ts';
import { createTaskTool } from './create-task.ts';
import { deleteProjectTool } from './delete-project.ts';
import { deleteTaskTool } from './delete-task.ts';
import { listClientsTool } from './list-clients.ts';
import { listProjectsTool } from './list-projects.ts';
import { listTasksDueTodayTool } from './list-tasks-due-today.ts';
import { listTasksTool } from './list-tasks.ts';
import { navigateToTool } from './navigate-to.ts';
import { openItemTool } from './open-item.ts';
import { sendNotificationTool } from './send-notification.ts';
import type { Tool } from './tool.ts';
import { updateTaskTool } from './update-task.ts';

/** Every tool of a chat, in the one order in which models see them: providers cache what stays the same. */
export const chatTools = [
  listTasksTool,
  listTasksDueTodayTool,
  createTaskTool,
  updateTaskTool,
  listProjectsTool,
  createProjectTool,
  listClientsTool,
  createClientTool,
  deleteTaskTool,
  deleteProjectTool,
  navigateToTool,
  openItemTool,
  sendNotificationTool,
] as const satisfies readonly Tool[];

/** The name of a tool that there is. */
export type ToolName = (typeof chatTools)[number]['name'];
