import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Turn } from '#rpc/chat.ts';
import { answerEnd } from './answer-end.ts';
import { rowCountWords, toolWords } from './tool-words.ts';
import { announcement, emptyTranscript, runningTurn, type Transcript, turnPhase, withNewest, withOlder } from './transcript.ts';

const turn = (position: number, more: Partial<Turn> = {}): Turn => ({
  request_id: `r${position}`,
  position,
  text: `Message ${position}`,
  at: 0,
  delivery: 'accepted',
  ...more,
});
const answer = (status: NonNullable<Turn['answer']>['status'], text = ''): NonNullable<Turn['answer']> => ({
  run_id: 'run',
  status,
  text,
  cards: [],
  waiting_for: [],
  changes: 0,
  undone: 'none',
  started_at: 0,
});
const pageOf = (count: number, { before = count, limit }: { before?: number; limit: number }) => {
  const from = Math.max(0, before - limit);
  return { turns: Array.from({ length: before - from }, (_, at) => turn(from + at)), has_more: from > 0 };
};

test('however pages come in, what is held is one unbroken end of the conversation', () => {
  const step = fc.record({ grown: fc.nat(12), limit: fc.integer({ min: 1, max: 10 }), older: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let count = 0;
      let held: Transcript = emptyTranscript;
      for (const { grown, limit, older } of steps) {
        count += grown;
        held = withNewest(held, pageOf(count, { limit }));
        const first = held.turns[0]?.position;
        if (older && held.hasMore && first !== undefined) held = withOlder(held, pageOf(count, { before: first, limit }));
      }
      const positions = held.turns.map(({ position }) => position);
      const first = positions[0] ?? 0;
      return (
        positions.every((position, at) => position === first + at) &&
        (positions.at(-1) ?? -1) === count - 1 &&
        held.hasMore === first > 0
      );
    }),
  );
});

test('a turn that did not change stays the same object', () => {
  const held = withNewest(emptyTranscript, { turns: [turn(0), turn(1)], has_more: false });
  const again = withNewest(held, { turns: [turn(0), turn(1, { answer: answer('success') })], has_more: false });
  expect(again.turns[0]).toBe(held.turns[0]);
  expect(again.turns[1]?.answer?.status).toBe('success');
});

test('a message taken back is gone', () => {
  const held = withNewest(emptyTranscript, { turns: [turn(0), turn(1, { delivery: 'queued' })], has_more: false });
  expect(withNewest(held, { turns: [turn(0)], has_more: false }).turns).toHaveLength(1);
});

test('a turn stands in one phase, and the screen reader is told of it', () => {
  const phases: [Turn, string, string][] = [
    [turn(0, { delivery: 'queued' }), 'queued', 'kept until the backend answers'],
    [turn(0, { delivery: 'sent' }), 'awaited', 'answering'],
    [turn(0, { delivery: 'failed', failure: 'Too long.' }), 'refused', 'Too long.'],
    [turn(0, { answer: answer('running') }), 'awaited', 'answering'],
    [turn(0, { answer: answer('running', 'I am') }), 'answering', 'answering'],
    [turn(0, { answer: answer('success', 'Two tasks.') }), 'ended', 'Two tasks.'],
  ];
  for (const [one, phase, said] of phases) {
    expect(turnPhase(one)).toBe(phase);
    expect(announcement({ turns: [one], hasMore: false })).toContain(said);
  }
  expect(
    runningTurn({ turns: [turn(0, { answer: answer('running') }), turn(1, { delivery: 'queued' })], hasMore: false })?.position,
  ).toBe(0);
});

test('an end that needs saying is said, with how to go on', () => {
  expect(answerEnd(answer('success', 'Done.'))).toBeUndefined();
  expect(answerEnd(answer('cancelled'))?.sentence).toContain('kept');
  expect(answerEnd({ ...answer('error'), code: 'model_unavailable' })?.sentence).toContain('Send the message again');
});

test('tools are called by human names, unknown ones too', () => {
  expect(toolWords({ tool: 'list_tasks', state: 'ok' })).toBe('Looked at tasks');
  expect(toolWords({ tool: 'create_task', state: 'running' })).toBe('Creating a task');
  expect(toolWords({ tool: 'toString', state: 'ok' })).toBe('Used “toString”');
  const row = { id: '1', label: 'x', missing: false };
  expect(rowCountWords({ rows: [{ table: 'tasks', ...row }], row_count: 250 })).toBe('250 tasks');
  expect(rowCountWords({ rows: [], row_count: 0 })).toBe('nothing');
  expect(rowCountWords({ rows: [], row_count: 0, summary: '3 tasks' })).toBe('3 tasks');
});
