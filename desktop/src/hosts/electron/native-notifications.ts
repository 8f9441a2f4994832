import { Notification } from 'electron';
import type { ProgramRequest } from '#rpc/window-messages.ts';
import type { FromCore } from './core-messages.ts';

type Told = Extract<FromCore, { type: 'notify' }>;

function requestOf(opens: Told['opens']): ProgramRequest {
  return opens.kind === 'waiting' ? { command: 'waiting' } : { session_id: opens.session_id };
}

/** Shows the system's own notifications, unless the user looks at the window; a click leads to what one is about. */
export function createNotifier({
  isInView,
  open,
}: {
  isInView: () => boolean;
  open: (request: ProgramRequest) => void;
}): (told: Omit<Told, 'type'>) => void {
  // One that nothing refers to may be collected, and its click with it.
  const shown = new Set<Notification>();
  return ({ title, body, opens }) => {
    if (isInView() || !Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    shown.add(notification);
    notification.once('click', () => open(requestOf(opens)));
    for (const end of ['click', 'close', 'failed'] as const) notification.once(end as 'close', () => shown.delete(notification));
    notification.show();
  };
}
