import { expect, test } from 'vitest';
import { intentLine } from './intent-line.ts';

const said = (message: string): string => `[2026-11-21 Saturday 14:05 Europe/Rome]\n${message}`;

test('what was stored counts, else the words; what tells nothing apart adds no line', () => {
  expect(intentLine({ said: said('Find my notes on pricing'), intent: undefined })).toBe('\n[about: note]');
  expect(intentLine({ said: said('Find my notes on pricing'), intent: 'several' })).toBe('');
  expect(intentLine({ said: said('And the second one?'), intent: 'note' })).toBe('\n[about: note]');
  expect(intentLine({ said: said('And the second one?'), intent: undefined })).toBe('');
});
