import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createMemorySecrets } from '#core/ports/secrets.ts';
import { passOverSealed, sealSecrets } from './sealed-secrets.ts';

const logger = createMemoryLogger();

test('what is sealed comes back as it was, and lies nowhere as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 8 }), (name, value) => {
      const inner = createMemorySecrets();
      const key = randomBytes(32);
      sealSecrets({ inner, key, logger }).set(name, value);
      const again = sealSecrets({ inner, key, logger }).get(name);
      return again === value.toWellFormed() && !(inner.get(name) ?? '').includes(value);
    }),
  );
});

test('another key, another name or a changed byte opens nothing, and says so without a word of it', () => {
  const inner = createMemorySecrets();
  const key = randomBytes(32);
  const secrets = sealSecrets({ inner, key, logger });
  secrets.set('a', 'canary');
  expect(sealSecrets({ inner, key: randomBytes(32), logger }).get('a')).toBeUndefined();
  const sealed = inner.get('a') ?? '';
  inner.set('b', sealed);
  inner.set('c', `${sealed.slice(0, -6)}${sealed.at(-6) === 'A' ? 'B' : 'A'}${sealed.slice(-5)}`);
  inner.set('d', 'sealed:1:');
  expect(['b', 'c', 'd'].map((name) => secrets.get(name))).toEqual([undefined, undefined, undefined]);
  expect(logger.lines.join('\n')).toContain('log in again');
  expect(logger.lines.join('\n')).not.toContain('canary');
  secrets.set('d', 'new');
  expect(secrets.get('d')).toBe('new');
  secrets.delete('a');
  expect(secrets.get('a')).toBeUndefined();
});

test('what a host without a key wrote is read and sealed; what is sealed is not there for such a host', () => {
  const inner = createMemorySecrets();
  const open = passOverSealed(inner);
  open.set('a', 'token');
  expect(open.get('a')).toBe('token');
  const secrets = sealSecrets({ inner, key: randomBytes(32), logger });
  expect(secrets.get('a')).toBe('token');
  expect(inner.get('a')).not.toContain('token');
  expect(secrets.get('a')).toBe('token');
  expect(open.get('a')).toBeUndefined();
});
