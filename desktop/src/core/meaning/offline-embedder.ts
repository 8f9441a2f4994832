import { embedOffline } from '@adiuva/reading/embed';
import type { Vectors } from '#core/vectors/index.ts';
import type { TextEmbedder } from './text-embedder.ts';

/** Embeds by rules: notes in the vector thread, a question at once, as it is short. */
export function createOfflineEmbedder(vectors: Vectors): TextEmbedder {
  return {
    batch: { notes: 32, characters: 400_000 },
    settleMs: 0,
    seen: (noteIds) => [...noteIds],
    async notes(texts) {
      const made = await vectors.ask<'embed'>({ kind: 'embed', texts: texts.map(({ text }) => text) });
      return texts.map((_, index) => {
        const vector = made[index];
        return vector ? { state: 'embedded', vector } : { state: 'refused' };
      });
    },
    question: (text) => Promise.resolve(embedOffline(text.slice(0, 2_000))),
  };
}
