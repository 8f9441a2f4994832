import { activityContract } from './activity.ts';
import { appContract } from './app.ts';
import { chatContract } from './chat.ts';
import { clientsContract, projectsContract } from './projects.ts';
import { tasksContract } from './tasks.ts';

/** All that the renderer may ask of the core, by feature. Both hosts carry it: a WebSocket, or a MessagePort. */
export const contract = {
  app: appContract,
  tasks: tasksContract,
  projects: projectsContract,
  clients: clientsContract,
  chat: chatContract,
  activity: activityContract,
};
export type Contract = typeof contract;
