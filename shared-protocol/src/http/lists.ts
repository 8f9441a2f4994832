import { z } from 'zod';

/** Items of one page of a list. */
const PAGE = 50;
const LARGEST_PAGE = 200;

/** Where a page begins: what the page before it gave as `next_cursor`, opaque. */
const cursorSchema = z.string().min(1).max(500);

/** Which page of a list. */
export const pageQuerySchema = z.strictObject({
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE),
});

/** A page of a list; `next_cursor` is absent on the last one. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().optional() });
}
