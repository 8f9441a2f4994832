import { activityContract } from './activity.ts';
import { appContract } from './app.ts';
import { approvalsContract } from './approvals.ts';
import { attachmentsContract } from './attachments.ts';
import { backupsContract } from './backups.ts';
import { chatContract } from './chat.ts';
import { checkpointsContract } from './checkpoints.ts';
import { clientsContract } from './clients.ts';
import { commentsContract } from './comments.ts';
import { connectionContract } from './connection.ts';
import { integrityContract } from './integrity.ts';
import { modelsContract } from './models.ts';
import { privacyContract } from './privacy.ts';
import { notesContract } from './notes.ts';
import { paletteContract } from './palette.ts';
import { projectsContract } from './projects.ts';
import { screenContract } from './screen.ts';
import { runsContract } from './runs.ts';
import { searchContract } from './search.ts';
import { tasksContract } from './tasks.ts';
import { todayContract } from './today.ts';
import { trustContract } from './trust.ts';
import { usageContract } from './usage.ts';

/** All that the renderer may ask of the core, by feature. Both hosts carry it: a WebSocket, or a MessagePort. */
export const contract = {
  app: appContract,
  today: todayContract,
  tasks: tasksContract,
  comments: commentsContract,
  palette: paletteContract,
  projects: projectsContract,
  clients: clientsContract,
  checkpoints: checkpointsContract,
  notes: notesContract,
  chat: chatContract,
  attachments: attachmentsContract,
  activity: activityContract,
  runs: runsContract,
  integrity: integrityContract,
  approvals: approvalsContract,
  trust: trustContract,
  privacy: privacyContract,
  backups: backupsContract,
  connection: connectionContract,
  screen: screenContract,
  search: searchContract,
  models: modelsContract,
  usage: usageContract,
};
export type Contract = typeof contract;
