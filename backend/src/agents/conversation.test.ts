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

test('to the model that gave it an answer goes back as it was; to another without its thoughts, marks and odd ids', () => {
  const message = {
    role: 'assistant' as const,
    content: [
      { type: 'reasoning' as const, text: 'Hm.', providerOptions: { anthropic: { signature: 's' } } },
      { type: 'text' as const, text: '\n\n' },
      { type: 'text' as const, text: 'Looking.', providerOptions: { openai: { itemId: 'msg_1' } } },
      {
        type: 'tool-call' as const,
        toolCallId: 'functions.list:0',
        toolName: 'list_tasks',
        input: {},
        providerOptions: { openai: { itemId: 'fc_1' } },
      },
      { type: 'tool-call' as const, toolCallId: 'functions.list:0', toolName: 'list_tasks', input: '{"broken' },
    ],
  };
  const call = { id: 'functions.list:0', name: 'list_tasks', input: {} };
  const answer = { model: 'local:a', message, text: 'Looking.', calls: [call, call] };
  const reply = { outcome: 'ok' as const, output: { total: 0 } };
  const turns: Turn[] = [{ said: 'x', steps: [{ answer, replies: [reply, reply] }], reply: 'None.' }];
  const shown = (model: string) => toMessages({ turns, model });

  expect(JSON.stringify(shown('local:a'))).toMatch(/signature.*msg_1.*functions\.list:0.*fc_1/);
  const others = shown('anthropic:b');
  expect(others[1]).toEqual({
    role: 'assistant',
    content: [
      { type: 'text', text: 'Looking.' },
      { type: 'tool-call', toolCallId: 'call_functionslist0', toolName: 'list_tasks', input: {} },
      { type: 'tool-call', toolCallId: 'call_functionslist0_2', toolName: 'list_tasks', input: {} },
    ],
  });
  expect(JSON.stringify(others[2])).toMatch(/call_functionslist0".*call_functionslist0_2"/);
  expect(shown('anthropic:b')).toEqual(others);
  // What was stored before the model was kept is nobody's own.
  const { model: _model, ...old } = answer;
  expect(toMessages({ turns: [{ said: 'x', steps: [{ answer: old, replies: [reply, reply] }] }], model: 'local:a' })[1]).toEqual(
    others[1],
  );
});
