/** Where the user is. The address keeps it, so that reload, back and links work in both hosts. */
export type Route =
  /** What counts now: due, overdue, waited for, next. */
  | { view: 'today' }
  /** `conversation`: the session shown; `new` begins one; absent, the one shown last. */
  | { view: 'chat'; conversation?: string }
  | { view: 'tasks'; taskId?: string }
  /** All projects under their clients, or one; beside it a task of it, or at one of its checkpoints. */
  | { view: 'projects'; projectId?: string; taskId?: string; checkpointId?: string }
  | { view: 'clients'; clientId?: string; taskId?: string }
  | { view: 'notes'; noteId?: string }
  /** What goes on, and what is over. */
  | { view: 'runs' }
  | { view: 'activity'; runId?: string }
  /** What left this device; of one client, or of one answer. */
  | { view: 'ledger'; clientId?: string; runId?: string }
  /** What the models used and cost. */
  | { view: 'usage' }
  | { view: 'settings'; section?: SettingsSection };

export const settingsSections = [
  'connection',
  'models',
  'search',
  'privacy',
  'approvals',
  'appearance',
  'backups',
  'check',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** The chat's address for a conversation that has no session yet. No session id is this word: ours are UUIDs. */
export const NEW_CONVERSATION = 'new';

/** Where the app starts. */
export const START = 'today';

const idPattern = /^[A-Za-z0-9_.:-]{1,128}$/;

/** Reads an address fragment such as `#/chat/ID`; what it does not know is where the app starts. */
export function parseRoute(hash: string): Route {
  const [view, rest, ...more] = hash.replace(/^#\/?/, '').split('/');
  const id = rest !== undefined && idPattern.test(rest) ? rest : undefined;
  switch (view) {
    case 'tasks':
      return id ? { view, taskId: id } : { view };
    case 'projects': {
      if (!id) return { view };
      const taskId = namedId(more, 'task');
      const checkpointId = namedId(more, 'checkpoint');
      return { view, projectId: id, ...(taskId ? { taskId } : {}), ...(checkpointId ? { checkpointId } : {}) };
    }
    case 'clients': {
      if (!id) return { view };
      const taskId = namedId(more, 'task');
      return { view, clientId: id, ...(taskId ? { taskId } : {}) };
    }
    case 'notes':
      return id ? { view, noteId: id } : { view };
    case 'today':
    case 'usage':
    case 'runs':
      return { view };
    case 'activity':
      return id ? { view, runId: id } : { view };
    case 'ledger':
      return { view, ...ledgerOf([rest ?? '', ...more]) };
    case 'settings': {
      const section = settingsSections.find((one) => one === rest);
      return section ? { view, section } : { view };
    }
    case 'chat':
      return id ? { view, conversation: id } : { view };
    default:
      return { view: START };
  }
}

/** The id that follows a name, such as `task/ID`. */
function namedId(parts: readonly string[], name: string): string | undefined {
  const value = parts[parts.indexOf(name) + 1];
  return parts.includes(name) && value !== undefined && idPattern.test(value) ? value : undefined;
}

/** Reads `client/ID` and `run/ID`, in either order. */
function ledgerOf(parts: readonly string[]): { clientId?: string; runId?: string } {
  const clientId = namedId(parts, 'client');
  const runId = namedId(parts, 'run');
  return { ...(clientId ? { clientId } : {}), ...(runId ? { runId } : {}) };
}

function named(name: string, id: string | undefined): string {
  return id ? `/${name}/${id}` : '';
}

export function hrefOf(route: Route): string {
  switch (route.view) {
    case 'chat':
      return route.conversation ? `#/chat/${route.conversation}` : '#/chat';
    case 'tasks':
      return route.taskId ? `#/tasks/${route.taskId}` : '#/tasks';
    case 'projects':
      if (!route.projectId) return '#/projects';
      return `#/projects/${route.projectId}${named('task', route.taskId)}${named('checkpoint', route.checkpointId)}`;
    case 'clients':
      return route.clientId ? `#/clients/${route.clientId}${named('task', route.taskId)}` : '#/clients';
    case 'notes':
      return route.noteId ? `#/notes/${route.noteId}` : '#/notes';
    case 'today':
    case 'usage':
    case 'runs':
      return `#/${route.view}`;
    case 'activity':
      return route.runId ? `#/activity/${route.runId}` : '#/activity';
    case 'ledger':
      return `#/ledger${named('client', route.clientId)}${named('run', route.runId)}`;
    case 'settings':
      return route.section ? `#/settings/${route.section}` : '#/settings';
    default:
      return route satisfies never;
  }
}
