import { z } from 'zod';

/**
 * The screens of the app that `ui.navigate_to` can name (PROTOCOL 3), by what the user calls them: `waiting` is the list of
 * what waits for the user's word, `what_left` the ledger of what left the device. Closed: a new one is a change of the protocol.
 */
export const APP_SCREENS = [
  'today',
  'chat',
  'tasks',
  'projects',
  'notes',
  'activity',
  'waiting',
  'what_left',
  'settings',
] as const;
export const appScreenSchema = z.enum(APP_SCREENS);
export type AppScreen = z.infer<typeof appScreenSchema>;
