import { expect, test } from 'vitest';
import { createTestDatabase } from './test-database.ts';
import { prefixShare, recordTwentyTurns, TURNS } from './twenty-turns.ts';

test('over twenty turns each request begins with the whole request before it, so most of the input can be cached', async () => {
  const requests = await recordTwentyTurns({ database: await createTestDatabase() });
  expect(requests.length).toBeGreaterThan(TURNS * 1.5);
  for (const [index, request] of requests.slice(1).entries()) {
    const before = requests[index] ?? '';
    expect(request.slice(0, before.length)).toBe(before);
    expect(request.length).toBeGreaterThan(before.length);
  }
  expect(prefixShare(requests)).toBeGreaterThanOrEqual(0.9);
}, 120_000);

test('what is counted as unchanged is what stands at the beginning', () => {
  expect(prefixShare(['abcd', 'abcdef'])).toBeCloseTo(0.4);
  expect(prefixShare(['abcd', 'xbcd'])).toBe(0);
});
