import { addTaskCommentTool } from './add-task-comment.ts';
import { createCheckpointTool } from './create-checkpoint.ts';
import { createClientTool } from './create-client.ts';
import { createFollowupTool } from './create-followup.ts';
import { createNoteTool } from './create-note.ts';
import { createProjectTool } from './create-project.ts';
import { createTaskTool } from './create-task.ts';
import { deleteCheckpointTool } from './delete-checkpoint.ts';
import { deleteClientTool } from './delete-client.ts';
import { deleteNoteTool } from './delete-note.ts';
import { deleteProjectTool } from './delete-project.ts';
import { deleteTaskCommentTool } from './delete-task-comment.ts';
import { deleteTaskTool } from './delete-task.ts';
import { getNoteTool } from './get-note.ts';
import { getProjectTool } from './get-project.ts';
import { listAllProjectsTool } from './list-all-projects.ts';
import { listCheckpointsTool } from './list-checkpoints.ts';
import { listClientsTool } from './list-clients.ts';
import { listNotesTool } from './list-notes.ts';
import { listProjectsTool } from './list-projects.ts';
import { listTaskCommentsTool } from './list-task-comments.ts';
import { listTasksDueTodayTool } from './list-tasks-due-today.ts';
import { listTasksTool } from './list-tasks.ts';
import { navigateToTool } from './navigate-to.ts';
import { openItemTool } from './open-item.ts';
import { searchNotesTool } from './search-notes.ts';
import { sendNotificationTool } from './send-notification.ts';
import type { Tool } from './tool.ts';
import { updateCheckpointTool } from './update-checkpoint.ts';
import { updateClientTool } from './update-client.ts';
import { updateNoteTool } from './update-note.ts';
import { updateProjectTool } from './update-project.ts';
import { updateTaskTool } from './update-task.ts';

/** Every tool of a chat, in the one order in which models see them: providers cache what stays the same. A new one is last. */
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
  listTaskCommentsTool,
  addTaskCommentTool,
  deleteTaskCommentTool,
  listAllProjectsTool,
  getProjectTool,
  updateProjectTool,
  listCheckpointsTool,
  createCheckpointTool,
  updateCheckpointTool,
  deleteCheckpointTool,
  listNotesTool,
  getNoteTool,
  searchNotesTool,
  createNoteTool,
  updateNoteTool,
  deleteNoteTool,
  updateClientTool,
  deleteClientTool,
  createFollowupTool,
] as const satisfies readonly Tool[];

/** The name of a tool that there is. */
export type ToolName = (typeof chatTools)[number]['name'];
