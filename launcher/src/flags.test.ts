import { expect, test } from 'vitest';
import { FlagError, parseFlags } from './flags.ts';

const read = (...argv: string[]) =>
  parseFlags({ argv, own: ['backend-url'], env: { XDG_DATA_HOME: '/data' }, platform: 'linux' });

test('without flags: the platform’s data directory, the command’s own port, a window', () => {
  expect(read()).toEqual({
    home: '/data/adiuva',
    port: undefined,
    json: false,
    open: true,
    host: 'auto',
    own: {},
    switches: new Set(),
  });
});

test('every flag is read, and a command’s own', () => {
  expect(
    read('--home', '/x', '--port', '0', '--json', '--no-open', '--host', 'browser', '--backend-url', 'http://127.0.0.1:1'),
  ).toEqual({
    home: '/x',
    port: 0,
    json: true,
    open: false,
    host: 'browser',
    own: { 'backend-url': 'http://127.0.0.1:1' },
    switches: new Set(),
  });
});

test.each([['--port', '70000'], ['--port', 'x'], ['--port', '-1'], ['--host', 'tv'], ['--nonsense'], ['word']])(
  '%s %s is refused with a sentence',
  (...argv) => {
    expect(() => read(...argv)).toThrow(FlagError);
  },
);

test('a switch of the command’s own is there or not, and takes no value', () => {
  const flags = (...argv: string[]) => parseFlags({ argv, switches: ['local-account'], env: {}, platform: 'linux' }).switches;
  expect([...flags('--local-account', '--port', '0')]).toEqual(['local-account']);
  expect([...flags()]).toEqual([]);
  expect(() => flags('--local-account=yes')).toThrow(FlagError);
});
