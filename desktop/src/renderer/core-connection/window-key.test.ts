import { expect, test } from 'vitest';
import { type KeyPlace, takeWindowKey } from './window-key.ts';

function place(hash: string, kept: Record<string, string> = {}) {
  const shown: string[] = [];
  const store = new Map(Object.entries(kept));
  const made: KeyPlace = {
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_state: unknown, _title: string, url?: string | URL | null) => void shown.push(String(url)) },
    sessionStorage: {
      getItem: (name: string) => store.get(name) ?? null,
      setItem: (name: string, value: string) => void store.set(name, value),
    },
  };
  return { place: made, shown, store };
}

test('the key leaves the address bar and stays for this tab', () => {
  const { place: given, shown, store } = place('#token=a-B_9');
  expect(takeWindowKey(given)).toBe('a-B_9');
  expect(shown).toEqual(['/']);
  expect([...store.values()]).toEqual(['a-B_9']);
});

test('a reload finds the kept key, and leaves the address as it is', () => {
  const { place: given, shown } = place('#/tasks', { 'adiuva.token': 'kept' });
  expect(takeWindowKey(given)).toBe('kept');
  expect(shown).toEqual([]);
});

test('without a key there is none', () => {
  expect(takeWindowKey(place('#/chat').place)).toBeUndefined();
});
