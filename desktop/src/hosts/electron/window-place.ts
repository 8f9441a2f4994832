import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const boundsSchema = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() });
export type Bounds = z.infer<typeof boundsSchema>;

const placeSchema = z.object({ bounds: boundsSchema, maximised: z.boolean() });
/** Where the window stood, and how large it was. */
export type WindowPlace = z.infer<typeof placeSchema>;

export const SMALLEST = { width: 420, height: 480 };
const FIRST = { width: 1200, height: 800 };
/** So much of the window must be on a display, in pixels each way, for the user to take hold of it. */
const GRIP = 80;

/** The place in a file; undefined when there is none, or none that can be read: a window's place is worth no fault. */
export function readPlace(file: string): WindowPlace | undefined {
  try {
    return placeSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

export function writePlace({ file, place }: { file: string; place: WindowPlace }): void {
  writeFileSync(`${file}.new`, JSON.stringify(place));
  renameSync(`${file}.new`, file);
}

function overlap({ a, b }: { a: Bounds; b: Bounds }): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}

function centred({ on, width, height }: { on: Bounds; width: number; height: number }): Bounds {
  const size = { width: Math.min(width, on.width), height: Math.min(height, on.height) };
  return {
    x: on.x + Math.round((on.width - size.width) / 2),
    y: on.y + Math.round((on.height - size.height) / 2),
    ...size,
  };
}

/**
 * Where a window opens: as it stood when enough of it lies on a display that is there now, else centred on the first one,
 * never larger than it. Displays are given as the areas that windows may take, the main one first.
 */
export function fitPlace({ kept, displays }: { kept: WindowPlace | undefined; displays: readonly Bounds[] }): WindowPlace {
  const main = displays[0] ?? { x: 0, y: 0, ...FIRST };
  if (!kept) return { bounds: centred({ on: main, ...FIRST }), maximised: false };
  const wanted = {
    ...kept.bounds,
    width: Math.max(kept.bounds.width, SMALLEST.width),
    height: Math.max(kept.bounds.height, SMALLEST.height),
  };
  for (const display of displays) {
    const bounds = {
      ...wanted,
      width: Math.min(wanted.width, display.width),
      height: Math.min(wanted.height, display.height),
    };
    const shared = overlap({ a: bounds, b: display });
    // The upper edge carries the title: above the display it could not be reached.
    if (shared.width >= GRIP && shared.height >= GRIP && bounds.y >= display.y - GRIP / 2)
      return { bounds, maximised: kept.maximised };
  }
  return { bounds: centred({ on: main, ...wanted }), maximised: kept.maximised };
}
