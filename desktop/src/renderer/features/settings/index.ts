import { createLaterView } from '#renderer/later-view.tsx';
import type { SettingsViewProps } from './settings-view.tsx';

/** Fetched apart from the rest. */
export const laterSettings = createLaterView<SettingsViewProps>(() =>
  import('./settings-view.tsx').then((part) => part.SettingsView),
);
