import { expect, test } from 'vitest';
import { FlagError, parseFlags } from './flags.ts';

const read = (...argv: string[]) =>
  parseFlags({ argv, own: ['backend-url'], env: { XDG_DATA_HOME: '/data' }, platform: 'linux' });

test('without flags: the platform’s data directory, the command’s own port, a window', () => {
  expect(read()).toEqual({ home: '/data/adiuva', port: undefined, json: false, open: true, host: 'auto', own: {} });
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
  });
});

test.each([['--port', '70000'], ['--port', 'x'], ['--port', '-1'], ['--host', 'tv'], ['--nonsense'], ['word']])(
  '%s %s is refused with a sentence',
  (...argv) => {
    expect(() => read(...argv)).toThrow(FlagError);
  },
);
