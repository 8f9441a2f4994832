import { expect, test } from 'vitest';
import { HISTORY_TURNS, toMessages, type Turn } from './conversation.ts';

const turn = (number: number): Turn => ({ said: `Message ${number}`, steps: [], reply: `Answer ${number}` });
const turns = (count: number): Turn[] => Array.from({ length: count }, (_, index) => turn(index + 1));
const firstSaid = (all: Turn[]): unknown => toMessages({ turns: all, model: 'test:m' })[0]?.content;

test('at most 20 turns, from a turn’s beginning; older ones leave in blocks, so that the beginning stays', () => {
  expect(firstSaid(turns(20))).toBe('Message 1');
  const beginnings = Array.from({ length: 10 }, (_, index) => firstSaid(turns(21 + index)));
  expect(new Set(beginnings)).toEqual(new Set(['Message 11']));
  expect(firstSaid(turns(31))).toBe('Message 21');
  for (let count = 1; count < 60; count += 1)
    expect(toMessages({ turns: turns(count), model: 'test:m' }).length).toBeLessThanOrEqual(HISTORY_TURNS * 2);
});

test('what is too long is left out in whole turns, never the newest', () => {
  const long = { ...turn(1), reply: 'x'.repeat(400_000) };
  expect(firstSaid([long, turn(2), turn(3)])).toBe('Message 2');
  expect(firstSaid([turn(1), { ...long, said: 'Newest' }])).toBe('Newest');
});

test('a call without a result is told as interrupted', () => {
  const call = { id: 'c', name: 'create_task', input: {} };
  const message = {
    role: 'assistant' as const,
    content: [{ type: 'tool-call' as const, toolCallId: 'c', toolName: 'create_task', input: {} }],
  };
  const turns = [
    { said: 'x', steps: [{ answer: { message, text: '', calls: [call] }, replies: [undefined] }], reply: 'Stopped.' },
  ];
  const messages = toMessages({ turns, model: 'test:m' });
  expect(messages.map((each) => each.role)).toEqual(['user', 'assistant', 'tool', 'assistant']);
  expect(JSON.stringify(messages[2])).toContain('interrupted');
});
