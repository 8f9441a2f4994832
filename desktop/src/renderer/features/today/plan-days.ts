import { addDays, dayOf, startOfDay, weekdayOf } from '#renderer/days/index.ts';

/** The days that a task is planned for by one key each. */
export const planDays = [
  { key: '1', label: 'Today' },
  { key: '2', label: 'Tomorrow' },
  { key: '3', label: 'Next week' },
] as const;
export type PlanKey = (typeof planDays)[number]['key'];

export function isPlanKey(key: string): key is PlanKey {
  return planDays.some((day) => day.key === key);
}

/** The due date that a key means: today, tomorrow, or the coming Monday, of this zone. */
export function planDate({ key, now, zone }: { key: PlanKey; now: number; zone: string }): number {
  const today = dayOf({ instant: now, zone });
  const away = { 1: 0, 2: 1, 3: 8 - weekdayOf(today) }[key];
  return startOfDay({ day: addDays(today, away), zone });
}
