import type { WireRow } from '@adiuva/shared-protocol';
import type { DevicePower } from './device-power.ts';
import { countText, listOf } from './task-line.ts';

export interface FoundNote {
  id: string;
  content: string;
  /** 0 to 1. */
  score: number;
}

/** Words that are looked for one by one when no note has them all. */
const WORDS = 4;
const WORD_CHARACTERS = 3;

/**
 * Notes by their words: those that have all of them, score 1; where there is none, those that have some of the longest, by
 * how many. It asks in an order that depends on the query and the answers alone.
 */
export async function searchByWords({
  device,
  query,
  projectId,
  limit,
}: {
  device: DevicePower;
  query: string;
  projectId: string | undefined;
  limit: number;
}): Promise<FoundNote[]> {
  const select = async (search: string): Promise<WireRow[]> => {
    const answer = await device.call({
      action: 'select',
      table: 'notes',
      filters: { ...(projectId === undefined ? {} : { projectId }), search },
      limit,
      summary: (answer) => countText({ answer, noun: 'note' }),
    });
    return listOf(answer).rows;
  };
  const whole = await select(query);
  if (whole.length > 0) return whole.map((row) => toFound({ row, score: 1 }));
  const words = longestWords(query);
  if (words.length < 2) return [];
  const hits = new Map<string, { row: WireRow; count: number }>();
  for (const word of words) {
    for (const row of await select(word)) hits.set(row.id, { row, count: (hits.get(row.id)?.count ?? 0) + 1 });
  }
  return [...hits.values()]
    .toSorted((one, other) => other.count - one.count)
    .slice(0, limit)
    .map(({ row, count }) => toFound({ row, score: count / (words.length + 1) }));
}

/** The longest say most; short ones are in every note. */
function longestWords(query: string): string[] {
  const words = new Set((query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= WORD_CHARACTERS));
  return [...words].toSorted((one, other) => other.length - one.length).slice(0, WORDS);
}

function toFound({ row, score }: { row: WireRow; score: number }): FoundNote {
  const texts = [row['title'], row['content']].filter((text) => typeof text === 'string' && text !== '');
  return { id: row.id, content: texts.join('\n'), score };
}
