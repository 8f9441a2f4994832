import { expect, test } from 'vitest';
import { nodeVersionFault } from './node-version.ts';

test('only Node 24 will do, and the sentence says how to get it', () => {
  expect(nodeVersionFault('24.21.0')).toBeUndefined();
  expect(nodeVersionFault('20.20.2')).toMatch(/Node 24.*Node 20\.20\.2.*npm start/);
  expect(nodeVersionFault('26.1.0')).toBeDefined();
});
