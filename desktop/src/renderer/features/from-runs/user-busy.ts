/** Inputs that hold no text of the user's making. */
const textless = new Set(['button', 'checkbox', 'radio', 'range', 'color', 'file', 'submit', 'reset', 'image']);

/** Whether the user writes in a field now: it has the focus, and there is something in it. */
function isWriting(focused: Element | null): boolean {
  if (focused instanceof HTMLTextAreaElement) return focused.value !== '';
  if (focused instanceof HTMLInputElement) return !textless.has(focused.type) && focused.value !== '';
  return focused instanceof HTMLElement && focused.isContentEditable;
}

/** Whether taking the user elsewhere now would tear them out of something: a text, a dialog, an open menu. */
export function isUserBusy({ document }: { document: Document }): boolean {
  return isWriting(document.activeElement) || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
}
