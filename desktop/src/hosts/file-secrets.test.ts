import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createMemorySecrets, type Secrets } from '#core/ports/secrets.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { openFileSecrets, SECRETS_FILE } from './file-secrets.ts';

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe.each<[string, () => Secrets]>([
  ['in memory', createMemorySecrets],
  ['in a file', () => openFileSecrets({ folder: temporaryFolder(), logger: createMemoryLogger() })],
])('secrets %s', (_name, open) => {
  test('are kept by name, replaced and deleted', () => {
    const secrets = open();
    expect(secrets.get('a')).toBeUndefined();
    secrets.set('a', 'one');
    secrets.set('__proto__', 'two');
    secrets.set('a', 'three "quoted" \u0000 ü');
    expect([secrets.get('a'), secrets.get('__proto__'), secrets.get('constructor')]).toEqual([
      'three "quoted" \u0000 ü',
      'two',
      undefined,
    ]);
    secrets.delete('a');
    secrets.delete('never');
    expect([secrets.get('a'), secrets.get('__proto__')]).toEqual([undefined, 'two']);
  });
});

describe('the file of secrets', () => {
  test('is this user’s alone, whatever the umask is; it outlives the process and leaves nothing beside it', () => {
    const folder = temporaryFolder();
    const umask = process.umask(0);
    try {
      const secrets = openFileSecrets({ folder, logger: createMemoryLogger() });
      expect(readdirSync(folder)).toEqual([]);
      secrets.set('a', 'one');
      secrets.set('b', 'two');
      secrets.delete('b');
    } finally {
      process.umask(umask);
    }
    expect(mode(join(folder, SECRETS_FILE))).toBe('600');
    expect(readdirSync(folder)).toEqual([SECRETS_FILE]);
    expect(readFileSync(join(folder, SECRETS_FILE), 'utf8')).not.toContain('two');
    expect(openFileSecrets({ folder, logger: createMemoryLogger() }).get('a')).toBe('one');
  });

  test('that others may read is closed before it is used; what a killed write left does not count', () => {
    const folder = temporaryFolder();
    const file = join(folder, SECRETS_FILE);
    openFileSecrets({ folder, logger: createMemoryLogger() }).set('a', 'one');
    chmodSync(file, 0o644);
    writeFileSync(`${file}.new`, '{"a":"ha', { mode: 0o644 });
    const logger = createMemoryLogger();
    const secrets = openFileSecrets({ folder, logger });
    expect([secrets.get('a'), mode(file)]).toEqual(['one', '600']);
    expect(logger.lines.join('\n')).toContain('open to other users');
    secrets.set('a', 'two');
    expect(mode(file)).toBe('600');
    expect(readdirSync(folder)).toEqual([SECRETS_FILE]);
  });

  test('that is no file of one’s own is refused, and not followed', () => {
    const folder = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'elsewhere');
    writeFileSync(elsewhere, '{"a":"planted"}', { mode: 0o600 });
    symlinkSync(elsewhere, join(folder, SECRETS_FILE));
    expect(() => openFileSecrets({ folder, logger: createMemoryLogger() })).toThrow('not a plain file');
    expect(readFileSync(elsewhere, 'utf8')).toContain('planted');
  });

  test('that is damaged holds nothing, says so without a word of it, and can be written again', () => {
    for (const text of ['{"a": "canary', '["canary"]', '{"a": {"b": "canary"}}', '']) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, SECRETS_FILE), text, { mode: 0o600 });
      const logger = createMemoryLogger();
      const secrets = openFileSecrets({ folder, logger });
      expect(secrets.get('a')).toBeUndefined();
      expect(logger.lines.join('\n')).toMatch(/damaged/);
      expect(logger.lines.join('\n')).not.toContain('canary');
      secrets.set('a', 'one');
      expect(openFileSecrets({ folder, logger }).get('a')).toBe('one');
    }
  });
});
