import type { Task } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFilters } from '#core/device-tools/wire-filters.ts';
import { createIds } from '#core/ids.ts';
import { createJournal } from '#core/journal/index.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { createWorkWriter } from '#core/work/index.ts';
import { createAllWorkRows, createWorkReader } from './index.ts';

const WORDS = ['invoice', 'Müller', 'call', 'draft', 'caffè'];
const day = (n: number): number => new Date(2026, 10, 1 + Math.floor(n / 3), (n % 3) * 7).getTime();

const task = fc.record({
  title: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  status: fc.constantFrom('todo', 'in_progress', 'done'),
  priority: fc.constantFrom('high', 'medium', 'low'),
  owedBy: fc.constantFrom('mine', 'theirs'),
  assignee: fc.subarray(['Anna', 'bob']),
  dueDate: fc.option(fc.nat(20).map(day)),
});
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const filters = fc
  .record({
    status: optional(fc.constantFrom('todo', 'in_progress', 'done')),
    priority: optional(fc.constantFrom('high', 'medium', 'low')),
    owedBy: optional(fc.constantFrom('mine', 'theirs')),
    assignee: optional(fc.constantFrom('anna', 'Bob', 'Carl')),
    dueDateFrom: optional(fc.nat(20).map(day)),
    dueDateTo: optional(fc.nat(20).map(day)),
    search: optional(fc.constantFrom('muller', 'INV', 'call draft', 'caffe', '-', 'x')),
    orderBy: optional(
      fc.constantFrom('title', '-title', 'priority', '-priority', 'dueDate', '-dueDate', 'createdAt', '-updatedAt', 'position'),
    ),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** What the words of PROTOCOL 3 say, row by row. */
function matches(row: Task, wanted: Record<string, unknown>): boolean {
  const is = (key: 'status' | 'priority' | 'owedBy'): boolean => wanted[key] === undefined || row[key] === wanted[key];
  const words = (typeof wanted['search'] === 'string' ? wanted['search'] : '').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const found =
    wanted['search'] === undefined ||
    (words.length > 0 &&
      words.every((word) =>
        fold(row.title)
          .split(' ')
          .some((own) => own.startsWith(fold(word))),
      ));
  const due = row.dueDate;
  const from = wanted['dueDateFrom'];
  const to = wanted['dueDateTo'];
  const inside =
    (from === undefined || (due !== null && due >= Number(from))) && (to === undefined || (due !== null && due <= Number(to)));
  const assigned =
    wanted['assignee'] === undefined || row.assignee.some((name) => fold(name) === fold(String(wanted['assignee'])));
  return is('status') && is('priority') && is('owedBy') && found && inside && assigned;
}

test('any filters answer what a plain reading of each row answers, in order, with the right total', { timeout: 60_000 }, () => {
  const database = openTestDatabase();
  const rows = createAllWorkRows(database);
  const clock = createFakeClock();
  const ids = createIds(clock);
  const journal = createJournal({ database, rows, clock, ids, onWrite: () => undefined });
  const writer = createWorkWriter({ database, rows, journal, clock, ids });
  const reader = createWorkReader({ database, rows });
  const [sample] = fc.sample(fc.array(task, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 });
  const all = database.writeRelaxed(() =>
    (sample ?? []).map((data) => {
      clock.advance(1);
      return writer.insert({ table: 'tasks', data, actor: { kind: 'human' } }) as Task;
    }),
  );
  fc.assert(
    fc.property(filters, fc.nat(70), (wanted, limit) => {
      const expected = all.filter((row) => matches(row, wanted));
      const { conditions, order } = readFilters({ table: 'tasks', filters: wanted });
      const found = reader.select({ table: 'tasks', conditions, order, limit }) as { rows: Task[]; total: number };
      expect(found.total).toBe(expected.length);
      expect(found.rows).toHaveLength(Math.min(limit, expected.length));
      if (limit > expected.length)
        expect(new Set(found.rows.map((row) => row.id))).toEqual(new Set(expected.map((row) => row.id)));
      for (const row of found.rows) expect(matches(row, wanted)).toBe(true);
      const values = order && order.field !== 'priority' ? found.rows.map((row) => row[order.field as 'title' | 'dueDate']) : [];
      const present = values.filter((value) => value !== null);
      expect(values.slice(0, present.length)).toEqual(present);
      for (const [n, value] of present.entries()) {
        const next = present[n + 1];
        if (next === undefined) continue;
        const [a, b] = typeof value === 'string' ? [value.toLowerCase(), String(next).toLowerCase()] : [value, next];
        expect(order?.descending ? a >= b : a <= b).toBe(true);
      }
    }),
    { numRuns: 600 },
  );
});
