import type { Command } from '#renderer/commands/index.ts';
import { goTo } from '#renderer/use-route.ts';
import { sections } from './sections.tsx';

/** The sections of the settings, as commands. */
export const settingsCommands: readonly Command[] = sections.map(({ section, name, icon }) => ({
  id: `settings ${section}`,
  title: `Settings: ${name}`,
  group: 'Settings',
  icon,
  run: () => goTo({ view: 'settings', section }),
}));
