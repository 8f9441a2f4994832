import type { AppViewProps } from '#renderer/app-view.ts';
import { createLaterView } from '#renderer/later-view.tsx';

/** Fetched apart from the rest. */
export const laterUsage = createLaterView<AppViewProps>(() => import('./usage-view.tsx').then((part) => part.UsageView));
