import { ALargeSmall, Monitor, Moon, Rows3, Sun } from 'lucide-react';
import type { Command } from '#renderer/commands/index.ts';
import { type Appearance, densities, textSizes, themes } from './create-appearance.ts';
import { densityWords, textSizeWords, themeWords } from './appearance-words.ts';

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

/** How the app looks, as commands. */
export function appearanceCommands({ set }: Appearance): readonly Command[] {
  const group = 'Appearance';
  return [
    ...themes.map((theme): Command => ({
      id: `theme ${theme}`,
      title: `Theme: ${themeWords[theme]}`,
      group,
      icon: themeIcons[theme],
      words: 'colour mode appearance',
      run: () => set({ theme }),
    })),
    ...densities.map((density): Command => ({
      id: `density ${density}`,
      title: `Density: ${densityWords[density]}`,
      group,
      icon: Rows3,
      run: () => set({ density }),
    })),
    ...textSizes.map((textSize): Command => ({
      id: `text ${textSize}`,
      title: `Text size: ${textSizeWords[textSize]}`,
      group,
      icon: ALargeSmall,
      words: 'font bigger smaller',
      run: () => set({ textSize }),
    })),
  ];
}
