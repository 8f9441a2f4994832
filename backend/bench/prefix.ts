import type { DatabaseAddress } from '#backend/storage/database.ts';
import { prefixShare, recordTwentyTurns } from '#backend-test/twenty-turns.ts';
import type { Figure } from './measured.ts';

/** How much of what a model reads over twenty turns its provider has read before, byte for byte. */
export async function benchPrefix({ address }: { address: DatabaseAddress }): Promise<Figure[]> {
  const requests = await recordTwentyTurns({ database: address });
  const size = requests.reduce((sum, { length }) => sum + length, 0) / requests.length;
  return [
    { name: 'input in the unchanged prefix over 20 turns', value: prefixShare(requests), unit: 'share', aim: '>=0.9' },
    { name: 'input of a request over 20 turns, mean', value: size / 1_024, unit: 'KiB', aim: '' },
  ];
}
