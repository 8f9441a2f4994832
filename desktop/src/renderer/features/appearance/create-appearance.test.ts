import { expect, test } from 'vitest';
import { recallLook, scaled } from './create-appearance.ts';

const memoryOf = (kept: Record<string, string>) => ({ getItem: (key: string) => kept[key] ?? null });

test('a look is remembered part by part, and what is none is as it was made', () => {
  const plain = { theme: 'system', density: 'compact', textSize: 'normal' };
  expect(recallLook(memoryOf({}))).toEqual(plain);
  expect(recallLook(memoryOf({ 'adiuva.theme': 'dark', 'adiuva.text-size': 'large' }))).toEqual({
    ...plain,
    theme: 'dark',
    textSize: 'large',
  });
  expect(recallLook(memoryOf({ 'adiuva.theme': 'toString', 'adiuva.density': '' }))).toEqual(plain);
});

test('heights follow the size of the text', () => {
  const look = recallLook(memoryOf({}));
  expect([scaled(36, look), scaled(36, { ...look, textSize: 'large' })]).toEqual([36, 41]);
});
