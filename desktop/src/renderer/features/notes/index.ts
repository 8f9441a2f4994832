import type { AppViewProps } from '#renderer/app-view.ts';
import { createLaterView } from '#renderer/later-view.tsx';

/** Fetched apart from the rest, with the editor. */
export const laterNotes = createLaterView<AppViewProps>(() => import('./notes-view.tsx').then((part) => part.NotesView));
