import type { AppViewProps } from '#renderer/app-view.ts';
import { createLaterView } from '#renderer/later-view.tsx';

/** Fetched apart from the rest. */
export const laterToday = createLaterView<AppViewProps>(() => import('./today-view.tsx').then((part) => part.TodayView));
