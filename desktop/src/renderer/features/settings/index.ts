import type { Command } from '#renderer/commands/index.ts';
import { createLaterView } from '#renderer/later-view.tsx';
import type { SettingsViewProps } from './settings-view.tsx';

/** Fetched apart from the rest. */
export const laterSettings = createLaterView<SettingsViewProps>(() =>
  import('./settings-view.tsx').then((part) => part.SettingsView),
);

/**
 * Offers the sections of the settings as commands, once they were fetched. What is in the palette alone can wait, and where
 * it cannot be fetched the settings themselves say so. Answers how to end it.
 */
export function offerSettingsCommands(register: (commands: readonly Command[]) => () => void): () => void {
  let stop: (() => void) | undefined;
  let isOver = false;
  async function offer(): Promise<void> {
    const found = await import('./settings-commands.ts').catch(() => undefined);
    if (found && !isOver) stop = register(found.settingsCommands);
  }
  void offer();
  return () => {
    isOver = true;
    stop?.();
  };
}
