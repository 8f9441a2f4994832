import { expect, test } from 'vitest';
import type { Command } from '#renderer/commands/index.ts';
import { groupCommands, rankCommands } from './rank-commands.ts';

const command = (title: string, more: Partial<Command> = {}): Command => ({
  id: title,
  title,
  group: 'App',
  run: () => {},
  ...more,
});
const all = [
  command('Go to Tasks', { group: 'Go to' }),
  command('New task', { group: 'Make' }),
  command('Theme: Dark', { group: 'Appearance', words: 'colour' }),
  { id: 'key', title: 'A key of the list', group: 'App' },
];
const titles = (text: string) => rankCommands(all, text).map(({ title }) => title);

test('commands are found by the beginnings of their words, then by parts and by letters; keys alone are none', () => {
  expect(titles('')).toEqual(['Go to Tasks', 'New task', 'Theme: Dark']);
  expect(titles('new')).toEqual(['New task']);
  expect(titles('tas')).toEqual(['Go to Tasks', 'New task']);
  expect(titles('TASK new')).toEqual(['New task']);
  expect(titles('colour')).toEqual(['Theme: Dark']);
  expect(titles('gtts')).toEqual(['Go to Tasks']);
  expect(titles('key')).toEqual([]);
  expect(titles('zzz')).toEqual([]);
});

test('groups stand in the order of their nearest command', () => {
  expect(groupCommands(rankCommands(all, 'task')).map(({ group }) => group)).toEqual(['Go to', 'Make']);
});
