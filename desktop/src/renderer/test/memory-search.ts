// How the core in memory finds notes, and what it keeps of the model that reads them.
import { implement } from '@orpc/server';
import { contract } from '#rpc/contract.ts';
import type { FoundNote } from '#rpc/search.ts';
import { calledOf } from './memory-settings.ts';
import type { MemoryCore } from './memory-state.ts';

/** A word that stands in a note finds it by words; a word whose first three letters do stands for nearness of meaning. */
function score({ text, note }: { text: string; note: string }): Pick<FoundNote, 'score' | 'why'> | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const share = (matches: (word: string) => boolean) => words.filter(matches).length / Math.max(1, words.length);
  const whole = share((word) => note.includes(word));
  if (whole > 0) return { score: whole, why: 'words' };
  const near = share((word) => note.includes(word.slice(0, 3)));
  return near > 0 ? { score: near / 2, why: 'meaning' } : undefined;
}

export function searchHandlers(core: MemoryCore) {
  const os = implement(contract);
  return {
    search: {
      notes: os.search.notes.handler(({ input, errors }) => {
        calledOf(core.settings)(`search ${input.text}`, errors);
        return {
          by_meaning: core.settings.meaning.state.fault === undefined,
          items: core.notes
            .filter(({ projectId }) => input.project_id === undefined || projectId === input.project_id)
            .flatMap(({ id, title, content, projectId, updatedAt }) => {
              const found = score({ text: input.text, note: `${title} ${content}`.toLowerCase() });
              if (!found) return [];
              return [{ id, title, project_id: projectId, updated_at: updatedAt, excerpt: content.slice(0, 180), ...found }];
            })
            .toSorted((a, b) => b.score - a.score)
            .slice(0, input.limit),
        };
      }),
      settings: os.search.settings.handler(() => core.settings.meaning),
      setSettings: os.search.setSettings.handler(({ input, errors }) => {
        calledOf(core.settings)(`embed by ${input.embed_model}`, errors);
        const { embedded, waiting, failed } = core.settings.meaning.state;
        core.settings.meaning = {
          embed_model: input.embed_model,
          state: { embedded: 0, waiting: embedded + waiting + failed, failed: 0, index: 'building' },
        };
        core.tell('settings');
        return core.settings.meaning;
      }),
    },
  };
}
