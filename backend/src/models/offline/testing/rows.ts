import { fold } from '../understand/tokens.ts';

/** Every word of a search stands at the beginning of a word of the texts, as the device's search compares them. */
export function matches({ search, texts }: { search: string | undefined; texts: (string | undefined)[] }): boolean {
  if (search === undefined) return true;
  const words = (text: string): string[] =>
    fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 0);
  const have = texts.flatMap((text) => words(text ?? ''));
  const wanted = words(search);
  return wanted.length > 0 && wanted.every((word) => have.some((one) => one.startsWith(word)));
}

export const page = <T>(rows: T[], limit: number | undefined): { total: number; rows: T[] } => ({
  total: rows.length,
  rows: rows.slice(0, limit ?? 50),
});

/** The row without what is undefined. */
export const defined = <T extends object>(row: T): T => JSON.parse(JSON.stringify(row));

/** Changes these fields of a row, null clears; undefined: there is no such row. */
export function changed<T extends { id: string }>({
  rows,
  id,
  fields,
}: {
  rows: T[];
  id: string;
  fields: object;
}): T | undefined {
  const index = rows.findIndex((row) => row.id === id);
  const before = rows[index];
  if (before === undefined) return undefined;
  const entries = Object.entries({ ...before, ...fields }).filter(([, value]) => value !== null && value !== undefined);
  const row = Object.fromEntries(entries) as unknown as T;
  rows[index] = row;
  return { ...row };
}

/** Whether the row was there, and is gone. */
export function remove({ rows, id }: { rows: { id: string }[]; id: string }): boolean {
  const index = rows.findIndex((row) => row.id === id);
  if (index >= 0) rows.splice(index, 1);
  return index >= 0;
}
