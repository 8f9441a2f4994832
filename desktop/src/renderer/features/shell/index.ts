export { ConnectionDot } from './app-status-panel.tsx';
export { Banners } from './banners.tsx';
export { connectionWords } from './connection-words.ts';
export { createStatusStore, type StatusStore } from './create-status-store.ts';
export { Shell } from './shell.tsx';
export { ShortcutHelp } from './shortcut-help.tsx';
export { viewKeys } from './view-keys.ts';
export { useShortcuts } from './use-shortcuts.ts';
