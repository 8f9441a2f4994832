/** What waits for the user, or is done, while they look elsewhere. */
export interface Notification {
  title: string;
  /** One or two lines of plain text. */
  body: string;
  /** Where a click leads: what waits for the user's word, or one conversation. */
  opens: { kind: 'waiting' } | { kind: 'conversation'; session_id: string };
}

/** Tells the user outside of the app's window. The host decides whether they look at it already, and then says nothing. */
export interface Notifications {
  show(notification: Notification): void;
}

/** The in-memory twin: what was shown, in order. */
export function createMemoryNotifications(): Notifications & { shown: Notification[] } {
  const shown: Notification[] = [];
  return {
    shown,
    show(notification) {
      shown.push(notification);
    },
  };
}
