import { expect, test } from 'vitest';
import { hrefOf, parseRoute, type Route } from './routes.ts';

test('every route reads back from its address', () => {
  const routes: Route[] = [
    { view: 'chat' },
    { view: 'chat', conversation: '0198-a' },
    { view: 'tasks' },
    { view: 'tasks', taskId: 'id:1' },
    { view: 'activity' },
    { view: 'activity', runId: 'r.1' },
  ];
  for (const route of routes) expect(parseRoute(hrefOf(route))).toEqual(route);
});

test('what is no route is the chat', () => {
  for (const hash of ['', '#', '#token=x', '#/nowhere', '#/chat/<script>', '#/chat/'])
    expect(parseRoute(hash)).toEqual({ view: 'chat' });
});
