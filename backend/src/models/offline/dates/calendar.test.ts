import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, spanOf, weekdayOf } from './calendar.ts';

describe('the calendar', () => {
  const day = fc
    .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('goes forth and back by days and weeks', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -5000, max: 5000 }),
        fc.constantFrom('day' as const, 'week' as const),
        (from, count, unit) => {
          const there = addDays({ day: from, count, unit });
          expect(addDays({ day: there, count: -count, unit })).toBe(from);
          if (unit === 'week') expect(weekdayOf(there)).toBe(weekdayOf(from));
        },
      ),
    );
  });

  it('has every day in its own week, month, quarter and year', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const), (given, unit) => {
        const { from, to } = spanOf({ day: given, unit });
        expect(from <= given && given <= to).toBe(true);
        expect(spanOf({ day: addDays({ day: to, count: 1 }), unit }).from).toBe(addDays({ day: to, count: 1 }));
      }),
    );
  });
});
