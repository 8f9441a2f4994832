import { expect, test } from 'vitest';
import type { WorkTree } from '#rpc/projects.ts';
import { clientsAbove, treeRows } from './tree-rows.ts';

const tree: WorkTree = {
  clients: [
    { id: 'acme', parent_id: null, name: 'Acme' },
    { id: 'labs', parent_id: 'acme', name: 'Acme Labs' },
    { id: 'zoo', parent_id: null, name: 'Zoo' },
  ],
  projects: [
    { id: 'site', client_id: 'acme', name: 'Site', status: 'active', open: 2 },
    { id: 'probe', client_id: 'labs', name: 'Probe', status: 'active', open: 1 },
    { id: 'taxes', client_id: null, name: 'Taxes', status: 'active', open: 4 },
    { id: 'old', client_id: 'acme', name: 'Old site', status: 'archived', open: 0 },
  ],
};
const shown = (asked: { folded?: string[]; search?: string } = {}) =>
  treeRows({ tree, folded: new Set(asked.folded ?? []), search: asked.search ?? '' }).map(
    ({ name, level, open }) => `${'  '.repeat(level - 1)}${name} ${open}`,
  );

test('clients hold those below them and their projects; what is archived is folded', () => {
  expect(shown()).toEqual([
    'Acme 3',
    '  Acme Labs 1',
    '    Probe 1',
    '  Site 2',
    'Zoo 0',
    'Without a client 4',
    '  Taxes 4',
    'Archived 0',
  ]);
  expect(shown({ folded: ['client acme', 'group archived', 'group no client'] })).toEqual([
    'Acme 3',
    'Zoo 0',
    'Without a client 4',
    'Archived 0',
    '  Old site 0',
  ]);
});

test('a search shows what matches with what stands above it, folded or not', () => {
  expect(shown({ search: 'site', folded: ['client acme'] })).toEqual(['Acme 3', '  Site 2', 'Archived 0', '  Old site 0']);
  expect(shown({ search: 'acme labs' })).toEqual(['Acme 3', '  Acme Labs 1', '    Probe 1']);
  expect(shown({ search: 'nothing' })).toEqual([]);
});

test('each row tells its place among its siblings, and what stands above it', () => {
  const rows = treeRows({ tree, folded: new Set(), search: '' });
  expect(rows.find(({ id }) => id === 'site')).toMatchObject({ position: 2, siblings: 2, parent: 'client acme', level: 2 });
  expect(rows.find(({ id }) => id === 'zoo')).toMatchObject({ position: 2, siblings: 4, parent: undefined, expanded: undefined });
});

test('circles and missing clients are no end of it; nobody stands above itself', () => {
  const odd: WorkTree = {
    clients: [
      { id: 'a', parent_id: 'b', name: 'A' },
      { id: 'b', parent_id: 'a', name: 'B' },
      { id: 'c', parent_id: 'gone', name: 'C' },
    ],
    projects: [],
  };
  expect(treeRows({ tree: odd, folded: new Set(), search: '' }).map(({ name }) => name)).toEqual(['C']);
  expect(clientsAbove({ tree, id: 'acme' }).map(({ id }) => id)).toEqual(['zoo']);
});
