import type { AppPowers } from './app-powers.ts';
import { windowClock } from './clock.ts';
import { createCommands } from './commands/index.ts';
import { chooseTransport, connectCore } from './core-connection/index.ts';
import { createActivityStore, switchedWords } from './features/activity/index.ts';
import { createAppearance } from './features/appearance/index.ts';
import { createApprovalsStore } from './features/approvals/index.ts';
import { createBackupsStore } from './features/backups/index.ts';
import { createChatStore } from './features/chat/index.ts';
import { createScreenStore } from './features/from-runs/index.ts';
import { createProjectsStore } from './features/projects/index.ts';
import { createStatusStore } from './features/shell/index.ts';
import { createTasksStore } from './features/tasks/index.ts';
import { createWarningsStore } from './features/warnings/index.ts';
import { createNotices } from './ui/index.ts';
import { obeyProgram } from './obey-program.ts';
import { createUndo } from './undo/index.ts';

const memory = window.localStorage;
const appearance = createAppearance({ memory, root: document.documentElement });

// The core is connected, and asked for what every view shows, while the view's own part is still being fetched and run.
const core = connectCore({ clock: windowClock, transport: chooseTransport(window) });
const notices = createNotices(windowClock);
const powers: AppPowers = {
  core,
  clock: windowClock,
  notices,
  undo: createUndo({ core, notices, leftWords: (switched) => switchedWords(switched).lines }),
  commands: createCommands(),
  appearance,
  memory,
};
obeyProgram(powers);
// Asked for first: of all that is shown at once it is the most to look up.
const tasks = createTasksStore(powers);
tasks.follow();
const stores = {
  tasks,
  status: createStatusStore(powers),
  chat: createChatStore(powers),
  activity: createActivityStore(powers),
  approvals: createApprovalsStore(powers),
  projects: createProjectsStore(powers),
  backups: createBackupsStore(powers),
  warnings: createWarningsStore(powers),
  screen: createScreenStore(powers),
};

/**
 * The window's own part keeps the thread busy for a third of a second. The core is asked before that, and looks up what is to
 * be shown meanwhile; where it does not answer, the window says so.
 */
const AWAITED_MS = 250;
const awaited = new Promise<void>((resolve) => void windowClock.after(AWAITED_MS, resolve));

const root = document.getElementById('root');
if (!root) throw new Error('The page lacks its root element: index.html and main.ts do not belong together.');
Promise.race([core.asked, awaited])
  .then(() => import('./open-app.tsx'))
  .then(
    ({ openApp }) => openApp({ root, powers, stores }),
    () => {
      root.textContent = 'This window could not be opened: the app’s own process did not answer. Load the page again.';
    },
  );
