import { expect, test } from 'vitest';
import { addressOf, fieldOf, isOpenWay, problemsOf } from './connect-form-state.ts';

const good = { address: 'https://adiuva.example.org', email: 'mara@example.org', password: 'long enough' };

test('an address is a web address, with or without its beginning and end', () => {
  expect(addressOf(' adiuva.example.org ')).toBe('https://adiuva.example.org');
  expect(addressOf('http://127.0.0.1:4000/')).toBe('http://127.0.0.1:4000');
  expect(addressOf('localhost:4000')).toBe('https://localhost:4000');
  for (const none of [
    '',
    ' ',
    'ftp://example.org',
    'javascript:alert(1)',
    'two words',
    'https://',
    'https://me:secret@example.org',
    'https://a.example/?q',
    'https://a.example/#x',
  ])
    expect(addressOf(none)).toBeUndefined();
});

test('a way that others can read is told, also before it is used', () => {
  expect(isOpenWay('http://adiuva.example.org')).toBe(true);
  for (const closed of [
    'adiuva.example.org',
    'https://a.example',
    'http://127.0.0.1:4000',
    'http://localhost',
    'http://[::1]:1',
    '',
  ])
    expect(isOpenWay(closed)).toBe(false);
});

test('what is wrong is told at its field before anything is sent', () => {
  expect(problemsOf({ draft: good, way: 'register' })).toEqual({});
  expect(Object.keys(problemsOf({ draft: { address: '', email: '', password: '' }, way: 'login' }))).toEqual([
    'address',
    'email',
    'password',
  ]);
  const open = { ...good, address: 'http://adiuva.example.org' };
  expect(problemsOf({ draft: open, way: 'login' })).toEqual({ address: expect.stringContaining('unencrypted') });
  const short = { ...good, password: 'short' };
  expect(problemsOf({ draft: short, way: 'register' }).password).toContain('8');
  expect(problemsOf({ draft: short, way: 'login' })).toEqual({});
});

test('a refusal stands at the field that it is about', () => {
  const at = (kind: 'unavailable' | 'invalid' | 'core_away', code?: string, way: 'login' | 'register' = 'login') =>
    fieldOf({ failure: { kind, sentence: 'No.', ...(code === undefined ? {} : { code }) }, way });
  expect(at('unavailable')).toBe('address');
  expect(at('invalid', 'invalid_address')).toBe('address');
  expect(at('invalid', 'email_taken', 'register')).toBe('email');
  expect(at('invalid', 'invalid_data')).toBe('password');
  expect(at('invalid', 'invalid_data', 'register')).toBe('email');
  expect(at('core_away')).toBeUndefined();
});
