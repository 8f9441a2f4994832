import { useState } from 'react';
import type { AppPowers } from '#renderer/app-powers.ts';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'adiuva.theme';

export function recallTheme(memory: AppPowers['memory']): Theme {
  const kept = memory.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Puts a theme on the page; `system` leaves it to the machine. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function useTheme(memory: AppPowers['memory']): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(() => recallTheme(memory));
  return [
    theme,
    (next) => {
      setTheme(next);
      applyTheme(next);
      memory.setItem(KEY, next);
    },
  ];
}
