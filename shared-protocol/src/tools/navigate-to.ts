import { z } from 'zod';
import { appScreenSchema } from '../app-screens.ts';

export const navigateTo = {
  name: 'navigate_to',
  description:
    'Shows a screen of the app to the user, who sees it at once. Use it when the user asks to go somewhere or to see a screen; to answer a question, read with the list tools instead.',
  input: z.strictObject({
    screen: appScreenSchema.describe(
      'today: what is due, overdue and waited for now. projects: clients and projects as a tree. waiting: what waits for the user’s approval. what_left: everything that left the user’s device. activity: what was changed, with undo.',
    ),
  }),
  output: z.object({ shown: z.literal(true), screen: appScreenSchema }),
} as const;
