import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { expect, test } from 'vitest';
import { createOfflineEmbedder, EmbeddingUnavailable } from './embedding.ts';

const embedder = createOfflineEmbedder();
const owner = { workspaceId: 'w-1', userId: 'u-1' };
const signal = new AbortController().signal;
const embed = (texts: string[], model = 'offline:rules') => embedder.embed({ model, texts, owner, signal });
const dot = (a: number[] = [], b: number[] = []): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

test('a vector a text, in their order, of length one, the same again; what is about the same is nearer', async () => {
  const texts = ['The invoices of Rossi are overdue', 'Fatture scadute: sollecitare Rossi', 'Holiday in the mountains'];
  const vectors = await embed(texts);
  expect(vectors.map((vector) => vector.length)).toEqual([EMBEDDING_SIZE, EMBEDDING_SIZE, EMBEDDING_SIZE]);
  for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 5);
  expect(await embed(texts)).toEqual(vectors);
  const [query] = await embed(['overdue invoice for rosi']);
  expect(dot(query, vectors[0])).toBeGreaterThan(dot(query, vectors[2]));
});

test('another model is refused by name, and nothing is embedded with this one instead', async () => {
  await expect(embed(['x'], 'openai:text-embedding-3-small')).rejects.toSatisfy(
    (error) =>
      error instanceof EmbeddingUnavailable &&
      error.code === 'model_unavailable' &&
      error.message.includes('openai:text-embedding-3-small'),
  );
});

test('who stops waiting is told why, and nothing more is made', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const work = embedder.embed({ model: 'offline:rules', texts: ['one', 'two'], owner, signal: stop.signal });
  stop.abort(reason);
  await expect(work).rejects.toBe(reason);
});
