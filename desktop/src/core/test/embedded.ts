import { expect } from 'vitest';
import type { OpenedCore } from './open-core.ts';

/** Resolves when no note waits for its embedding any more. */
export async function isEmbedded({ rpc }: Pick<OpenedCore, 'rpc'>): Promise<void> {
  await expect.poll(async () => (await rpc.search.settings()).state.waiting, { timeout: 10_000, interval: 10 }).toBe(0);
}
