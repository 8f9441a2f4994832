import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDailyDue, KEPT, planPruning } from './retention.ts';
import { fileName, readFileName, type SnapshotName } from './snapshot-name.ts';

const DAY = 24 * 60 * 60 * 1_000;
const START = Date.UTC(2026, 10, 23, 9);

/** A folder of names, in which a daily snapshot is made whenever one is due. */
function createFolder() {
  let snapshots: SnapshotName[] = [];
  let order = 0;
  return {
    snapshots: () => snapshots,
    look(now: number): boolean {
      if (!isDailyDue({ snapshots, now })) return false;
      order += 1;
      snapshots = [...snapshots, { order, at: now, kind: 'daily' }];
      const { promote, remove } = planPruning(snapshots);
      snapshots = snapshots
        .filter((each) => !remove.includes(each))
        .map((each) => (promote.includes(each) ? { ...each, kind: 'weekly' } : each));
      return true;
    },
  };
}

const daysBack = (snapshots: readonly SnapshotName[], kind: string, now: number): number[] =>
  snapshots.filter((each) => each.kind === kind).map(({ at }) => Math.round((now - at) / DAY));

describe('daily backups', () => {
  test('of 100 days are seven days, and four weeks before them', () => {
    const folder = createFolder();
    let now = START;
    for (let hour = 0; hour < 100 * 24; hour += 1) {
      folder.look(now);
      now = START + hour * 60 * 60 * 1_000;
    }
    const last = Math.max(...folder.snapshots().map(({ at }) => at));
    expect(daysBack(folder.snapshots(), 'daily', last).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const weeks = daysBack(folder.snapshots(), 'weekly', last).toSorted((a, b) => a - b);
    expect(weeks).toHaveLength(4);
    for (const [index, days] of weeks.entries()) if (index > 0) expect(days - (weeks[index - 1] ?? 0)).toBe(7);
  });

  test('are made once for a jump of the clock, and no good one goes for it', () => {
    const folder = createFolder();
    for (let day = 0; day < 40; day += 1) folder.look(START + day * DAY);
    const good = folder.snapshots();
    const now = START + 39 * DAY;
    for (const jump of [-20_000 * DAY, 3_650 * DAY]) {
      let made = 0;
      for (let hour = 0; hour < 20; hour += 1) if (folder.look(now + jump + hour * 60 * 60 * 1_000)) made += 1;
      expect(made).toBe(1);
    }
    expect(folder.look(now + 60 * 60 * 1_000)).toBe(false);
    expect(folder.snapshots().filter((each) => good.some(({ order }) => order === each.order)).length).toBeGreaterThanOrEqual(
      good.length - 2,
    );
  });

  test('are never more than are kept, and the newest is always among them, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 60 }), (days) => {
        const folder = createFolder();
        for (const day of days) {
          const made = folder.look(START + day * DAY);
          const kinds = folder.snapshots().map(({ kind }) => kind);
          expect(kinds.filter((kind) => kind === 'daily').length).toBeLessThanOrEqual(KEPT.daily);
          expect(kinds.filter((kind) => kind === 'weekly').length).toBeLessThanOrEqual(KEPT.weekly);
          if (made) expect(folder.snapshots().at(-1)).toMatchObject({ at: START + day * DAY, kind: 'daily' });
          expect(isDailyDue({ snapshots: folder.snapshots(), now: START + day * DAY })).toBe(false);
        }
      }),
    );
  });
});

test('a file’s name says which snapshot it is; other names say nothing', () => {
  fc.assert(
    fc.property(
      fc.record({
        order: fc.integer({ min: 1, max: 999_999 }),
        at: fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1_000),
        kind: fc.constantFrom('daily', 'weekly', 'migration', 'restore', 'manual'),
      }),
      (name) => {
        expect(readFileName(fileName(name))).toEqual(name);
      },
    ),
  );
  for (const name of ['.draft-1-1', 'adiuva.sqlite', '1.daily.sqlite', '000001.2026-13-40T00-00-00.daily.sqlite', '../x'])
    expect(readFileName(name)).toBeUndefined();
});
