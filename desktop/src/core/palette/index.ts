export { createPalette, type Palette } from './palette.ts';
