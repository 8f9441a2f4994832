/** Where the user is. The address keeps it, so that reload, back and links work in both hosts. */
export type Route =
  /** `conversation`: the session shown; `new` begins one; absent, the one shown last. */
  { view: 'chat'; conversation?: string } | { view: 'tasks'; taskId?: string } | { view: 'activity'; runId?: string };

/** The chat's address for a conversation that has no session yet. No session id is this word: ours are UUIDs. */
export const NEW_CONVERSATION = 'new';

const idPattern = /^[A-Za-z0-9_.:-]{1,128}$/;

/** Reads an address fragment such as `#/chat/ID`; what it does not know is the chat. */
export function parseRoute(hash: string): Route {
  const [view, rest] = hash.replace(/^#\/?/, '').split('/');
  const id = rest !== undefined && idPattern.test(rest) ? rest : undefined;
  switch (view) {
    case 'tasks':
      return id ? { view, taskId: id } : { view };
    case 'activity':
      return id ? { view, runId: id } : { view };
    default:
      return view === 'chat' && id ? { view: 'chat', conversation: id } : { view: 'chat' };
  }
}

export function hrefOf(route: Route): string {
  switch (route.view) {
    case 'chat':
      return route.conversation ? `#/chat/${route.conversation}` : '#/chat';
    case 'tasks':
      return route.taskId ? `#/tasks/${route.taskId}` : '#/tasks';
    case 'activity':
      return route.runId ? `#/activity/${route.runId}` : '#/activity';
    default:
      return route satisfies never;
  }
}
