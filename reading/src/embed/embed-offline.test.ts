import { expect, test } from 'vitest';
import { recallOf } from '../../bench/embed-recall.ts';
import { embeddingSize, embedOffline } from './embed-offline.ts';

test('a vector has 1536 numbers and length one, and the same text gives the same', () => {
  const vector = embedOffline('Contratto firmato');
  expect(vector).toHaveLength(embeddingSize);
  expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  expect(embedOffline('Contratto firmato')).toEqual(vector);
  expect(embedOffline('')).toEqual(new Float32Array(embeddingSize));
});

test('a note is found by its topic’s words, inflected and misspelt, in English and Italian', () => {
  const { recallAt1, recallAt3 } = recallOf();
  expect(recallAt1).toBeGreaterThanOrEqual(0.9);
  expect(recallAt3).toBeGreaterThanOrEqual(0.95);
});
