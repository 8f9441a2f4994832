import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { fitPlace, readPlace, SMALLEST, writePlace, type Bounds } from './window-place.ts';

const main: Bounds = { x: 0, y: 25, width: 1440, height: 875 };
const beside: Bounds = { x: 1440, y: 0, width: 1920, height: 1080 };

test('a window opens where it stood, also half outside, also on the second display', () => {
  for (const bounds of [
    { x: 100, y: 100, width: 900, height: 700 },
    { x: 1300, y: 200, width: 900, height: 700 },
    { x: 2000, y: 40, width: 900, height: 700 },
  ])
    expect(fitPlace({ kept: { bounds, maximised: true }, displays: [main, beside] })).toEqual({ bounds, maximised: true });
});

test('a window whose display is gone opens in the middle of the one that is there', () => {
  const bounds = { x: 2000, y: 40, width: 900, height: 700 };
  expect(fitPlace({ kept: { bounds, maximised: false }, displays: [main] }).bounds).toEqual({
    x: 270,
    y: 113,
    width: 900,
    height: 700,
  });
});

test('whatever was kept, a window can be taken hold of and is no larger than its display', () => {
  const number = fc.integer({ min: -100_000, max: 100_000 });
  const kept = fc.record({ x: number, y: number, width: number, height: number });
  const display = fc.record({
    x: fc.integer({ min: -4_000, max: 4_000 }),
    y: fc.integer({ min: -2_000, max: 2_000 }),
    width: fc.integer({ min: 640, max: 4_000 }),
    height: fc.integer({ min: 480, max: 2_000 }),
  });
  fc.assert(
    fc.property(kept, fc.array(display, { minLength: 1, maxLength: 3 }), (bounds, displays) => {
      const place = fitPlace({ kept: { bounds, maximised: false }, displays }).bounds;
      return displays.some(
        (each) =>
          Math.min(place.x + place.width, each.x + each.width) - Math.max(place.x, each.x) >= 80 &&
          place.y >= each.y - 40 &&
          place.y <= each.y + each.height - 80 &&
          place.width <= each.width &&
          place.height <= each.height &&
          place.width >= Math.min(SMALLEST.width, each.width),
      );
    }),
    { numRuns: 1_000 },
  );
});

test('a file that is damaged, or none, is as good as no place', () => {
  const file = join(temporaryFolder(), 'place.json');
  expect(readPlace(file)).toBeUndefined();
  for (const text of ['', '{"bounds"', '{"bounds":{"x":1},"maximised":true}', '{"bounds":null,"maximised":"no"}']) {
    writeFileSync(file, text);
    expect(readPlace(file)).toBeUndefined();
  }
  const place = { bounds: main, maximised: true };
  writePlace({ file, place });
  expect(readPlace(file)).toEqual(place);
});
