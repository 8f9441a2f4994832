export { createAppScreen, SETTLE_MS, type AppScreen, type Showing } from './app-screen.ts';
export { plainText } from './plain-text.ts';
