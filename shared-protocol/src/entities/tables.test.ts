import { describe, expect, test } from 'vitest';
import { TABLE_NAMES, tables } from './tables.ts';

const setByTheDevice = [
  'id',
  'createdAt',
  'updatedAt',
  'revision',
  'origin',
  'author',
  'completedAt',
  'isAiSuggested',
  'isApproved',
  'externalId',
];

describe.each(TABLE_NAMES)('%s', (name) => {
  const minimal: Record<string, unknown> = {
    tasks: { title: 'x' },
    projects: { name: 'x' },
    checkpoints: { projectId: 'p', title: 'x', date: 1 },
    notes: { title: 'x', content: '' },
    taskComments: { taskId: 't', content: 'x' },
    clients: { name: 'x' },
  };

  test('a minimal insert is taken; what the device sets itself, and any unknown field, is refused', () => {
    const insert = tables[name].insert;
    const data = minimal[name] as Record<string, unknown>;
    expect(insert.safeParse(data).success).toBe(true);
    for (const field of [...setByTheDevice, 'row_key', 'constructor']) {
      expect([field, insert.safeParse({ ...data, [field]: 1 }).success]).toEqual([field, false]);
      expect([field, tables[name].update.safeParse({ [field]: 1 }).success]).toEqual([field, false]);
    }
  });

  test('filters take search and orderBy over the row’s own fields, and nothing unknown', () => {
    const filters = tables[name].filters;
    expect(filters.safeParse({}).success).toBe(true);
    for (const field of Object.keys(tables[name].row.shape)) {
      expect(filters.safeParse({ orderBy: field, search: 'a' }).success).toBe(true);
      expect(filters.safeParse({ orderBy: `-${field}` }).success).toBe(true);
    }
    for (const orderBy of ['rowid', '--title', 'title desc', '', 'toString'])
      expect(filters.safeParse({ orderBy }).success).toBe(false);
    expect(filters.safeParse({ row_key: 1 }).success).toBe(false);
    expect(filters.safeParse({ search: 5 }).success).toBe(false);
  });
});

test('titles and names are 1 to 500 characters, an assignee is an array of names', () => {
  const insert = tables.tasks.insert;
  expect(insert.safeParse({ title: '' }).success).toBe(false);
  expect(insert.safeParse({ title: 'x'.repeat(500) }).success).toBe(true);
  expect(insert.safeParse({ title: 'x'.repeat(501) }).success).toBe(false);
  expect(insert.safeParse({ title: 'x', assignee: 'Anna' }).success).toBe(false);
  expect(insert.safeParse({ title: 'x', assignee: ['Anna'] }).success).toBe(true);
  expect(insert.safeParse({ title: 'x', dueDate: 1.5 }).success).toBe(false);
  expect(insert.safeParse({ title: 'x', dueDate: null, projectId: null }).success).toBe(true);
});
