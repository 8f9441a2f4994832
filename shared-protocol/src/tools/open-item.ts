import { z } from 'zod';
import { tableNameSchema } from '../entities/tables.ts';

export const openItem = {
  name: 'open_item',
  description:
    'Opens one item in the app, for the user to see. Use it when the user asks to open or to be shown that very item; find its id with a list tool first. To tell the user about an item, answer from the list tool instead.',
  input: z.strictObject({ table: tableNameSchema, id: z.string().min(1).max(128) }),
  output: z.object({ shown: z.literal(true), table: tableNameSchema, id: z.string() }),
} as const;
