export { createAppScreen, SETTLE_MS, SHOWN_A_MINUTE, SHOWN_OF_A_RUN, type AppScreen, type Showing } from './app-screen.ts';
export { plainText } from './plain-text.ts';
