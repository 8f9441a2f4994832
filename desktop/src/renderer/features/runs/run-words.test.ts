import { FINAL_CODES } from '@adiuva/shared-protocol';
import { expect, test } from 'vitest';
import { answerEnd } from '#renderer/features/chat/answer-end.ts';
import { usageWords } from '#renderer/usage-words.ts';
import { endWords, phaseWords, usedWords } from './run-words.ts';

const usage = { input_tokens: 1_000, output_tokens: 204, cached_input_tokens: 0, reasoning_tokens: 0, cost_usd: 0, model: 'm' };

test('where a run stands, in words', () => {
  const words = (phase: Parameters<typeof phaseWords>[0]['phase']) => {
    const { label, detail } = phaseWords({ phase, now: 1_000 });
    return detail === undefined ? label : `${label}: ${detail}`;
  };
  expect(words({ kind: 'working', tools: ['list_tasks'] })).toBe('At work: Looking at tasks');
  expect(words({ kind: 'working', tools: ['list_tasks', 'send_notification', 'x'] })).toBe(
    'At work: Looking at tasks, and 2 more',
  );
  expect(words({ kind: 'waiting', summaries: ['Delete the task “A”'], count: 1 })).toBe('Waits for you: Delete the task “A”');
  expect(words({ kind: 'waiting', summaries: ['A', 'B'], count: 2 })).toBe('Waits for you: A; B');
  expect(words({ kind: 'waiting', summaries: ['A', 'B', 'C'], count: 1_200 })).toBe('Waits for you: A, and 1,199 more');
  const deferred = { kind: 'deferred' as const, code: 'queue_full', reason: 'The backend has too much to do.' };
  expect(words({ ...deferred, retry_at: 5_000 })).toContain('too much to do. It is sent again in 4 s.');
  expect(words({ ...deferred, retry_at: 900 })).toContain('It is being sent again.');
  expect(words({ kind: 'thinking' })).toBe('Thinking');
});

test('what a run used: rows, changes, tokens, money; nothing is said of nothing', () => {
  expect(usedWords({ used: { calls: 0, rows: 0, bytes: 0, changes: 0 } })).toBeUndefined();
  expect(usedWords({ used: { calls: 3, rows: 1, bytes: 9, changes: 2 }, usage })).toBe('1 row read · 2 changes · 1,204 tokens');
  expect(usageWords({ ...usage, cost_usd: 0.0124 })).toBe('1,204 tokens · $0.012');
  expect(usageWords({ ...usage, cost_usd: 1.5 })).toBe('1,204 tokens · $1.50');
  expect(usageWords({ ...usage, input_tokens: 0, output_tokens: 0 })).toBeUndefined();
});

test('every code of an end has words of its own, in the list and under the answer', () => {
  const limits = ['step_limit', 'time_limit', 'token_limit', 'cost_limit'] as const;
  const said = limits.map((code) => endWords({ status: 'limit', code }).detail);
  expect(new Set([...said, endWords({ status: 'limit' }).detail]).size).toBe(5);
  for (const code of limits) {
    const end = answerEnd({ status: 'limit', text: 'I could not finish.', code });
    expect(end?.sentence).toContain(endWords({ status: 'limit', code }).detail);
    expect(end?.sentence).toMatch(/kept.*new message/);
  }
  const failures = FINAL_CODES.filter(
    (code) => !limits.some((limit) => limit === code) && code !== 'cancelled' && code !== 'internal',
  );
  const words = failures.map((code) => endWords({ status: 'error', code }).detail);
  expect(new Set([...words, endWords({ status: 'error' }).detail]).size).toBe(failures.length + 1);
  expect(answerEnd({ status: 'error', text: 'This run needs a newer backend.', code: 'snapshot_too_new' })?.sentence).toMatch(
    /newer version/,
  );
});
