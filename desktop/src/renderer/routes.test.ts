import { expect, test } from 'vitest';
import { hrefOf, parseRoute, type Route } from './routes.ts';

test('every route reads back from its address', () => {
  const routes: Route[] = [
    { view: 'chat' },
    { view: 'chat', conversation: '0198-a' },
    { view: 'tasks' },
    { view: 'tasks', taskId: 'id:1' },
    { view: 'today' },
    { view: 'projects' },
    { view: 'projects', projectId: 'p:1' },
    { view: 'projects', projectId: 'p:1', taskId: 't:1' },
    { view: 'projects', projectId: 'p:1', checkpointId: 'c:1' },
    { view: 'clients' },
    { view: 'clients', clientId: 'c:1' },
    { view: 'clients', clientId: 'c:1', taskId: 't:1' },
    { view: 'notes' },
    { view: 'notes', noteId: 'n:1' },
    { view: 'usage' },
    { view: 'runs' },
    { view: 'activity' },
    { view: 'activity', runId: 'r.1' },
    { view: 'ledger' },
    { view: 'ledger', clientId: 'c:1' },
    { view: 'ledger', runId: 'r.1' },
    { view: 'ledger', clientId: 'c:1', runId: 'r.1' },
    { view: 'settings' },
    { view: 'settings', section: 'privacy' },
  ];
  for (const route of routes) expect(parseRoute(hrefOf(route))).toEqual(route);
});

test('what is no route is where the app starts', () => {
  for (const hash of ['', '#', '#token=x', '#/nowhere']) expect(parseRoute(hash)).toEqual({ view: 'today' });
  for (const hash of ['#/chat/<script>', '#/chat/']) expect(parseRoute(hash)).toEqual({ view: 'chat' });
});

test('a part of an address that is none is left out', () => {
  expect(parseRoute('#/settings/nowhere')).toEqual({ view: 'settings' });
  expect(parseRoute('#/ledger/client/<b>/run/r1')).toEqual({ view: 'ledger', runId: 'r1' });
  expect(parseRoute('#/ledger/client')).toEqual({ view: 'ledger' });
  expect(parseRoute('#/projects/p1/task/<b>')).toEqual({ view: 'projects', projectId: 'p1' });
  expect(parseRoute('#/projects/<b>/task/t1')).toEqual({ view: 'projects' });
});
