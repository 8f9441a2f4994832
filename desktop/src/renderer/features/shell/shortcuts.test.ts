import { expect, test } from 'vitest';
import { connectionWords, isBackendAway, modelWords, queuedWords, retryWords } from './connection-words.ts';
import type { Command } from '#renderer/commands/index.ts';
import { nextShortcut, noShortcut } from './shortcuts.ts';

const command = (keys: string, more: Partial<Command> = {}): Command => ({
  id: keys,
  title: keys,
  group: 'Go to',
  keys,
  run: () => {},
  ...more,
});
const commands = ['g c', 'g t', 'n', 'c', '?'].map((keys) => command(keys));

function press(...keys: [string, number][]) {
  let state = noShortcut;
  return keys.map(([key, at]) => {
    const next = nextShortcut(state, { key, at, commands });
    state = next.state;
    return next.command?.id;
  });
}

test('two keys one after the other, single keys, and neither by accident', () => {
  expect(press(['g', 0], ['t', 300])).toEqual([undefined, 'g t']);
  expect(press(['g', 0], ['t', 5_000])).toEqual([undefined, undefined]);
  expect(press(['n', 0], ['?', 10])).toEqual(['n', '?']);
  // `c` alone begins a conversation; after `g` it goes to the chat.
  expect(press(['c', 0], ['g', 10], ['c', 20])).toEqual(['c', undefined, 'g c']);
  expect(press(['g', 0], ['n', 10])).toEqual([undefined, undefined]);
});

test('keys that a view obeys by itself are not obeyed by the app', () => {
  const ofViews = [command('x', { where: 'In the task list' }), { id: 'd', title: 'd', group: 'Tasks', keys: 'd' }];
  for (const key of ['x', 'd']) expect(nextShortcut(noShortcut, { key, at: 0, commands: ofViews }).command).toBeUndefined();
});

test('how the app stands, in words', () => {
  expect(connectionWords({ connection: undefined, coreLost: false, backendAway: false }).label).toBe('Starting');
  expect(connectionWords({ connection: { state: 'ready' }, coreLost: false, backendAway: false }).label).toBe('Connected');
  expect(connectionWords({ connection: { state: 'ready' }, coreLost: true, backendAway: false }).label).toBe('Not running');
  expect(retryWords({ retryAt: 5_200, now: 1_000 })).toBe('next try in 5 s');
  expect(retryWords({ retryAt: 900, now: 1_000 })).toBe('trying now');
  expect([queuedWords(0), queuedWords(2)]).toEqual([undefined, '2 messages wait to be sent']);
});

test('a new try alone does not bring the backend back', () => {
  const away = isBackendAway({ connection: { state: 'waiting' }, before: false });
  expect(away).toBe(true);
  expect(isBackendAway({ connection: { state: 'connecting' }, before: away })).toBe(true);
  expect(isBackendAway({ connection: { state: 'connecting' }, before: false })).toBe(false);
  expect(isBackendAway({ connection: { state: 'ready' }, before: away })).toBe(false);
  expect(connectionWords({ connection: { state: 'connecting' }, coreLost: false, backendAway: true }).label).toBe('Backend away');
});

test('the offline model is plainly called what it is', () => {
  expect(modelWords('offline:rules')).toEqual({ name: 'Offline model', detail: 'Works by rules, no key, no network' });
  expect(modelWords('openai:gpt-9')).toEqual({ name: 'gpt-9', detail: 'Answers come from openai' });
  expect(modelWords('local:qwen:7b').name).toBe('qwen:7b');
});
