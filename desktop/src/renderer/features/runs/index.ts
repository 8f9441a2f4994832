import { createLaterView } from '#renderer/later-view.tsx';
import type { RunsViewProps } from './runs-view.tsx';

/** Fetched apart from the rest. */
export const laterRuns = createLaterView<RunsViewProps>(() => import('./runs-view.tsx').then((part) => part.RunsView));
