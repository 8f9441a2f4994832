import { z } from 'zod';

/** A day (`2026-11-27`) or a day with a time (`2026-11-27T15:30`), both in the user's zone. */
export const localDaySchema = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/,
    'a day as YYYY-MM-DD, or a time as YYYY-MM-DDTHH:MM, in the user’s zone',
  );
