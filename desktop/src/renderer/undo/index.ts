export { createUndo, type Undo } from './create-undo.ts';
export { useUndoKeys } from './use-undo-keys.ts';
