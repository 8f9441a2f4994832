import { expect, test } from 'vitest';
import { externalAddress } from './external-address.ts';

test('web and mail addresses open; what could start a program or look like another address does not', () => {
  expect(externalAddress('https://example.com/a?b=c#d')).toBe('https://example.com/a?b=c#d');
  expect(externalAddress('mailto:a@example.com?subject=Hi')).toBe('mailto:a@example.com?subject=Hi');
  for (const url of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://adiuva/',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'https://bank.example@evil.example/',
    'https://:secret@evil.example/',
    'no address',
    '',
    `https://example.com/${'a'.repeat(3_000)}`,
  ])
    expect(externalAddress(url), url).toBeUndefined();
});
