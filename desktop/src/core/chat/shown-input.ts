/** Bounds of what a card shows of a tool's input: it is a backend's own JSON, of any depth and size. */
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_TEXT = 2_000;

/** A copy of any JSON value that is safe to show: bounded, and without keys that mean something to an object. */
export function shownInput(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => shownInput(item, depth + 1));
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.slice(0, MAX_ITEMS).map(([key, item]) => [key, shownInput(item, depth + 1)]));
}
