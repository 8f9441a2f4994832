import type { Density, TextSize, Theme } from './create-appearance.ts';

export const themeWords: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };
export const densityWords: Readonly<Record<Density, string>> = { compact: 'Compact', comfortable: 'Comfortable' };
export const textSizeWords: Readonly<Record<TextSize, string>> = { small: 'Small', normal: 'Normal', large: 'Large' };
