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
  for (const which of ['tuned', 'heldOut'] as const) {
    const { recallAt1, recallAt3 } = recallOf(which);
    expect(recallAt1, which).toBeGreaterThanOrEqual(0.9);
    expect(recallAt3, which).toBeGreaterThanOrEqual(0.95);
  }
});

test('a long text, and one without an end of words, cost little', () => {
  const started = performance.now();
  for (const text of ['lunghissima parola '.repeat(10_500), 'x'.repeat(200_000), 'a1 b2 '.repeat(33_000), 'é'.repeat(200_000)])
    expect(embedOffline(text)).toHaveLength(embeddingSize);
  // A hundred times what it takes: only what grows with the square of the length fails.
  expect(performance.now() - started).toBeLessThan(20_000);
});
