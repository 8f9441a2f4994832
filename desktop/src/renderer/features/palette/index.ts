import { createLaterView } from '#renderer/later-view.tsx';
import type { PaletteProps } from './palette.tsx';

export { usePaletteKey } from './use-palette-key.ts';

/** Fetched apart from the rest. */
export const laterPalette = createLaterView<PaletteProps>(() => import('./palette.tsx').then((part) => part.Palette));
