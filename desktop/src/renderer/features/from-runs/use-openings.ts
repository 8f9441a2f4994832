import type { AppScreen } from '@adiuva/shared-protocol';
import { useCallback, useEffect } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { parseRoute, type Route } from '#renderer/routes.ts';
import { goTo } from '#renderer/use-route.ts';
import type { OpenSubject, ScreenStore } from './create-screen-store.ts';
import { hasPlace } from './notice-words.ts';

/** How long a view may take to stand before the focus is looked for, in milliseconds. */
const SETTLED_MS = 80;

/**
 * Lets this window go to what runs open, and tells the core which conversation it shows. Answers how to go to something
 * that was offered.
 */
export function useOpenings({
  screen,
  conversation,
  canGo,
  onOpenRow,
  onWaiting,
}: {
  screen: ScreenStore;
  /** The session shown now. */
  conversation: string | undefined;
  /** Whether there are views to go to. */
  canGo: boolean;
  onOpenRow: (row: { table: string; id: string }) => void;
  onWaiting: () => void;
}): OpenSubject {
  const { clock } = useAppPowers();
  const open = useCallback<OpenSubject>(
    (subject) => {
      const before = window.location.hash;
      if (subject.kind === 'screen') {
        if (subject.screen === 'waiting') {
          onWaiting();
          return { moved: false };
        }
        const route = routes[subject.screen];
        if (parseRoute(before).view === route.view) return { moved: false };
        goTo(route);
      } else if (hasPlace(subject)) {
        onOpenRow(subject.task_id === undefined ? subject : { table: 'tasks', id: subject.task_id });
      } else return undefined;
      // What had the focus may be gone with its view: then the content has it, and keys go on from there.
      clock.after(SETTLED_MS, () => {
        if (document.activeElement === document.body) document.getElementById('main')?.focus();
      });
      // Where a checkpoint is must be asked first: the address changes a moment later.
      const moves = window.location.hash !== before || (subject.kind === 'row' && subject.table === 'checkpoints');
      return { moved: true, ...(moves ? { goBack: () => goTo(parseRoute(before)) } : {}) };
    },
    [clock, onOpenRow, onWaiting],
  );
  useEffect(() => (canGo ? screen.onOpening(open) : undefined), [screen, open, canGo]);
  useEffect(() => screen.shows(conversation), [screen, conversation]);
  return open;
}

const routes = {
  chat: { view: 'chat' },
  today: { view: 'today' },
  tasks: { view: 'tasks' },
  projects: { view: 'projects' },
  notes: { view: 'notes' },
  activity: { view: 'activity' },
  what_left: { view: 'ledger' },
  settings: { view: 'settings' },
} as const satisfies Partial<Record<AppScreen, Route>>;
