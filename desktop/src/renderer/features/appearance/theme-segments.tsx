import { Monitor, Moon, Sun } from 'lucide-react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { Segments } from '#renderer/ui/index.ts';
import { themeWords } from './appearance-words.ts';

/** The theme, in three icons. */
export function ThemeSegments({ label = 'Theme' }: { label?: string }) {
  const { appearance } = useAppPowers();
  const theme = useStore(appearance.store, (look) => look.theme);
  return (
    <Segments
      label={label}
      value={theme}
      segments={[
        { value: 'system', label: themeWords.system, icon: <Monitor /> },
        { value: 'light', label: themeWords.light, icon: <Sun /> },
        { value: 'dark', label: themeWords.dark, icon: <Moon /> },
      ]}
      onChoose={(next) => appearance.set({ theme: next })}
    />
  );
}
