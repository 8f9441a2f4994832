import type { Command } from '#renderer/commands/index.ts';
import { createLaterView } from '#renderer/later-view.tsx';
import type { SettingsViewProps } from './settings-view.tsx';

/** Fetched apart from the rest. */
export const laterSettings = createLaterView<SettingsViewProps>(() =>
  import('./settings-view.tsx').then((part) => part.SettingsView),
);

/** The commands of the settings, fetched with them. */
export async function fetchSettingsCommands(): Promise<readonly Command[]> {
  const { settingsCommands } = await import('./settings-commands.ts');
  return settingsCommands;
}
