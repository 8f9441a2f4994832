import { useEffect } from 'react';
import type { Undo } from './create-undo.ts';

/** Whether keys there belong to a text, which has an undo of its own. */
function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('.cm-editor') !== null) return true;
  const field = target.closest('input, textarea');
  if (field instanceof HTMLInputElement) return field.value !== '' && !['checkbox', 'radio', 'button'].includes(field.type);
  return field instanceof HTMLTextAreaElement && field.value !== '';
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) take back and do again what this window did, wherever no text is being written. */
export function useUndoKeys({ undo, redo }: Undo): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const key = event.key.toLowerCase();
      const isRedo = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey);
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      if ((key !== 'z' && !isRedo) || isText(event.target)) return;
      event.preventDefault();
      void (isRedo ? redo() : undo());
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [undo, redo]);
}
