import type { SnapshotKind, SnapshotName } from './snapshot-name.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const WEEK_MS = 7 * DAY_MS;

/** How many of each kind are kept. */
export const KEPT: Record<SnapshotKind, number> = { daily: 7, weekly: 4, migration: 3, restore: 5, manual: 10 };

/** What is to be done with the snapshots that are there. */
export interface Pruning<Snapshot> {
  /** Daily ones that go on as weekly ones. */
  promote: Snapshot[];
  remove: Snapshot[];
}

/**
 * Which snapshots have had their time. They are counted, by the order in which they were made, and never judged by their
 * age: a clock that jumps makes no good one old. A daily one that is one too many goes on as a weekly one, unless another
 * weekly one is less than a week from it.
 */
export function planPruning<Snapshot extends SnapshotName>(snapshots: readonly Snapshot[]): Pruning<Snapshot> {
  const newestFirst = (kind: SnapshotKind): Snapshot[] =>
    snapshots.filter((each) => each.kind === kind).toSorted((a, b) => b.order - a.order);
  const weekly = newestFirst('weekly');
  const plan: Pruning<Snapshot> = { promote: [], remove: [] };
  for (const daily of newestFirst('daily').slice(KEPT.daily).toReversed()) {
    if (weekly.some((each) => Math.abs(each.at - daily.at) < WEEK_MS)) {
      plan.remove.push(daily);
    } else {
      plan.promote.push(daily);
      weekly.unshift(daily);
    }
  }
  const surplus = weekly.toSorted((a, b) => b.order - a.order).slice(KEPT.weekly);
  plan.promote = plan.promote.filter((each) => !surplus.includes(each));
  plan.remove.push(...surplus);
  for (const kind of ['migration', 'restore', 'manual'] as const) plan.remove.push(...newestFirst(kind).slice(KEPT[kind]));
  return plan;
}

/**
 * Whether a daily snapshot is due: none was made within a day of now, before or after. So a clock that jumps, in either
 * direction, makes one more at most.
 */
export function isDailyDue({ snapshots, now }: { snapshots: readonly SnapshotName[]; now: number }): boolean {
  return !snapshots.some(({ kind, at }) => (kind === 'daily' || kind === 'weekly') && Math.abs(now - at) < DAY_MS);
}
