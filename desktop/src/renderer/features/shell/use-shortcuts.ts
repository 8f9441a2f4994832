import { useEffect, useRef } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { nextShortcut, noShortcut, type ShortcutCommand } from './shortcuts.ts';

/** Whether keys there are text or belong to something open. */
function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role=dialog], [role=menu], [role=listbox]') !== null)
  );
}

/** Obeys the app's shortcuts wherever no text is being written. */
export function useShortcuts(run: (command: ShortcutCommand) => void): void {
  const { clock } = useAppPowers();
  const state = useRef(noShortcut);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      if (event.key === 'Shift') return;
      const next = nextShortcut(state.current, { key: event.key, at: clock.now() });
      state.current = next.state;
      if (next.command === undefined) return;
      event.preventDefault();
      run(next.command);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [clock, run]);
}
