import { expect, test } from 'vitest';
import { corpusParts, scoreCorpus } from './score-corpus.ts';

/** What each part of the own corpus must at least reach; `npm run eval -- reading` tells the figures. */
const floors: Record<(typeof corpusParts)[number], number> = {
  threads: 0.98,
  mime: 1,
  dates: 0.97,
  tasks: 0.95,
  amounts: 1,
  bulk: 1,
  detect: 1,
};

test('the own corpus is read as its expected results say', async () => {
  const results = await scoreCorpus();
  expect(results.length).toBeGreaterThanOrEqual(150);
  for (const part of corpusParts) {
    const own = results.filter((result) => result.part === part);
    const wrong = own.filter((result) => !result.passed);
    expect(1 - wrong.length / own.length, `${part}: ${JSON.stringify(wrong.slice(0, 5))}`).toBeGreaterThanOrEqual(floors[part]);
  }
});
