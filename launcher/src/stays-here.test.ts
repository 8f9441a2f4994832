import { expect, test } from 'vitest';
import { staysHere } from './stays-here.ts';

test.each([
  [undefined, true],
  ['', true],
  ['http://127.0.0.1:11434/v1', true],
  ['http://localhost:1234/v1', true],
  ['http://[::1]:8080', true],
  ['https://llm.example.com/v1', false],
  ['http://192.168.1.5:11434/v1', false],
  ['http://127.0.0.1.example.com/v1', false],
  ['http://0.0.0.0:11434', false],
  ['not an address', false],
])('%s stays here: %s', (address, here) => {
  expect(staysHere(address)).toBe(here);
});
