import { expect, test } from 'vitest';
import { ruleSetWords, rules, ruleThatCounts, ruleWords } from './rule-words.ts';

test('every rule has a name of its own and a line that says what it means', () => {
  expect(new Set(rules.map((rule) => ruleWords[rule].name)).size).toBe(4);
  for (const rule of rules) expect(ruleWords[rule].meaning).toMatch(/\.$/);
});

test('a stricter rule from above counts', () => {
  expect(ruleThatCounts({ rule: 'none', inherited: { rule: 'never', from: 'Lindqvist' } })).toBe('never');
  expect(ruleThatCounts({ rule: 'local' })).toBe('local');
});

test('a change says what follows from it, and when nothing does', () => {
  expect(rules.map((rule) => ruleSetWords({ name: 'Ada', rule }))).toEqual([
    'Rows of “Ada” may leave from now on.',
    'Rows of “Ada” leave with pseudonyms from now on.',
    'Rows of “Ada” go to a local model only from now on.',
    'Rows of “Ada” stay on this device from now on.',
  ]);
  expect(ruleSetWords({ name: 'Ada', rule: 'none', inherited: { rule: 'never', from: 'Group' } })).toBe(
    'The rule of “Ada” is now “No rule”; the stricter one from “Group” still counts.',
  );
});
