import { useEffect, useRef } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { nextShortcut, noShortcut } from './shortcuts.ts';

/** Whether keys there are text or belong to something open. */
function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role=dialog], [role=menu], [role=listbox]') !== null)
  );
}

/** Obeys the keys of all registered commands wherever no text is being written. */
export function useShortcuts(): void {
  const { clock, commands } = useAppPowers();
  const state = useRef(noShortcut);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      if (event.key === 'Shift') return;
      const next = nextShortcut(state.current, { key: event.key, at: clock.now(), commands: commands.store.getState().commands });
      state.current = next.state;
      if (!next.command) return;
      event.preventDefault();
      next.command.run?.();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [clock, commands]);
}
