export { appearanceCommands } from './appearance-commands.ts';
export { AppearanceSection } from './appearance-section.tsx';
export { type Appearance, createAppearance, scaled } from './create-appearance.ts';
export { ThemeSegments } from './theme-segments.tsx';
