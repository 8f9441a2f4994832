import { createLaterView } from '#renderer/later-view.tsx';
import type { BoardProps } from './board.tsx';

/** Fetched apart from the rest, with what dragging needs. */
export const laterBoard = createLaterView<BoardProps>(() => import('./board.tsx').then((part) => part.Board));
