import { searchNotes } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { DeviceRefusal, type DevicePower } from './device-power.ts';
import { searchByWords, type FoundNote } from './search-by-words.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 8;
/** UTF-16 units of a note's text that a model reads before it asks for the whole. */
const EXCERPT_CHARACTERS = 600;

type Input = z.output<typeof searchNotes.input>;

/** Codes after which the words alone are compared; after any other one, they could not be asked for either. */
const BY_WORDS_INSTEAD = new Set(['no_meaning', 'stale_vector_model', 'unknown_action', 'invalid_data', 'busy', 'internal']);

export const searchNotesTool = defineTool({
  definition: searchNotes,
  run: async ({ input, context: { device } }) => {
    const limit = input.limit ?? DEFAULT_LIMIT;
    const near = await searchByMeaning({ device, input, limit });
    const found = near ?? (await searchByWords({ device, query: input.query, projectId: input.project_id, limit }));
    return {
      notes: found.map(({ id, content, score }) => ({ id, excerpt: excerptOf({ content, query: input.query }), score })),
      by_meaning: near !== undefined,
    };
  },
});

/** Undefined: this device, or this backend, cannot search by meaning now. */
async function searchByMeaning({
  device,
  input,
  limit,
}: {
  device: DevicePower;
  input: Input;
  limit: number;
}): Promise<FoundNote[] | undefined> {
  try {
    const { results } = await device.call({
      action: 'vector_search',
      data: { query: input.query },
      ...(input.project_id === undefined ? {} : { filters: { projectId: input.project_id } }),
      limit,
      embed: input.query,
      summary: ({ results = [] }) => `${results.length} note${results.length === 1 ? '' : 's'} found by meaning`,
    });
    return results ?? [];
  } catch (error) {
    if (error instanceof DeviceRefusal && BY_WORDS_INSTEAD.has(error.code)) return undefined;
    throw error;
  }
}

/** The text itself when it is short; else its beginning, or the part where a word of the query stands. */
function excerptOf({ content, query }: { content: string; query: string }): string {
  if (content.length <= EXCERPT_CHARACTERS) return content;
  const text = content.toLowerCase();
  const places = (query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
    .map((word) => text.indexOf(word))
    .filter((at) => at >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const from = first < EXCERPT_CHARACTERS * 0.8 ? 0 : first - 100;
  const part = content.slice(from, from + EXCERPT_CHARACTERS).toWellFormed();
  return `${from > 0 ? '…' : ''}${part}${from + EXCERPT_CHARACTERS < content.length ? '…' : ''}`;
}
