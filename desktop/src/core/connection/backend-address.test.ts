import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceError } from '#core/device-error.ts';
import { readBackendAddress } from './backend-address.ts';

describe('the address of a backend', () => {
  test.each([
    ['  adiuva.example.com ', 'https://adiuva.example.com'],
    ['adiuva.example.com:8443', 'https://adiuva.example.com:8443'],
    ['HTTPS://Adiuva.Example.com:443/', 'https://adiuva.example.com'],
    ['example.com/team/adiuva//', 'https://example.com/team/adiuva'],
    ['http://127.0.0.1:4180', 'http://127.0.0.1:4180'],
    ['http://127.8.9.1/x', 'http://127.8.9.1/x'],
    ['http://localhost:4180/', 'http://localhost:4180'],
    ['http://[::1]:4180', 'http://[::1]:4180'],
    ['localhost:4180', 'https://localhost:4180'],
    ['192.168.1.5', 'https://192.168.1.5'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    // Every spelling of this machine's number is that number.
    ['http://2130706433:4180', 'http://127.0.0.1:4180'],
  ])('%s is %s', (typed, address) => {
    expect(readBackendAddress(typed)).toBe(address);
  });

  test.each([
    ['', 'Enter the address'],
    ['   ', 'Enter the address'],
    ['ftp://example.com', 'https://'],
    ['file:///etc/passwd', 'address'],
    ['javascript://example.com/%0aalert(1)', 'https://'],
    ['https://', 'not an address'],
    ['exa mple.com', 'not an address'],
    ['https://anna:secret@example.com', 'Leave the name'],
    ['anna@example.com', 'Leave the name'],
    ['https://example.com/?token=x', 'Leave out'],
    ['https://example.com/#token=x', 'Leave out'],
    ['http://example.com', 'unencrypted'],
    ['http://192.168.1.5:4180', 'unencrypted'],
    ['http://127.0.0.1.evil.example', 'unencrypted'],
    ['http://localhost.evil.example', 'unencrypted'],
    ['http://evil.example\\@127.0.0.1', 'unencrypted'],
    [`https://${'a'.repeat(3_000)}.example`, 'too long'],
  ])('%s is refused', (typed, words) => {
    expect(() => readBackendAddress(typed)).toThrow(words);
  });

  test('whatever is typed: a sentence, or an address that is safe and stays as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https', 'ws'] })),
        (typed) => {
          try {
            const address = readBackendAddress(typed);
            const url = new URL(address);
            expect(url.username + url.password + url.search + url.hash).toBe('');
            expect(
              url.protocol === 'https:' || ['localhost', '[::1]'].includes(url.hostname) || url.hostname.startsWith('127.'),
            ).toBe(true);
            expect(readBackendAddress(address)).toBe(address);
          } catch (cause) {
            if (!(cause instanceof DeviceError)) throw cause;
            expect(cause.code).toBe('invalid_data');
          }
        },
      ),
    );
  });
});
