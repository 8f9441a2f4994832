import { expect, test } from 'vitest';
import { nameProblem, readerOf, stateWords } from './meaning-words.ts';

test.each([
  [{ embedded: 0, waiting: 0, failed: 0 }, 'There are no notes yet.'],
  [{ embedded: 1, waiting: 0, failed: 0 }, '1 note can be found by meaning.'],
  [{ embedded: 1_200, waiting: 30, failed: 0 }, '1,200 notes can be found by meaning, 30 still to be read.'],
  [{ embedded: 5, waiting: 0, failed: 1 }, '5 notes can be found by meaning, 1 by its words alone.'],
])('%o is said as %s', (state, words) => {
  expect(stateWords({ ...state, index: 'ready' })).toBe(words);
});

test('an index that is being built is told where there is something to find', () => {
  expect(stateWords({ embedded: 0, waiting: 0, failed: 0, index: 'building' })).toBe('There are no notes yet.');
  expect(stateWords({ embedded: 0, waiting: 3, failed: 0, index: 'building' })).toMatch(
    /3 still to be read\. The index is being built/,
  );
});

test('who reads the notes is named, and a name that is none is told', () => {
  expect(readerOf('openai:text-embedding-3-small')).toBe('OpenAI');
  expect(readerOf('local:nomic-embed-text')).toBe('your own model server');
  expect(nameProblem('local:nomic-embed-text')).toBeUndefined();
  expect(nameProblem('nomic')).toMatch('provider:model');
  expect(nameProblem('local:')).toMatch('provider:model');
});
