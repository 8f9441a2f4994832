import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a Chromium lies on this machine, if there is one. `ADIUVA_CHROMIUM` names another. */
export function findChromium(): string | undefined {
  return [process.env['ADIUVA_CHROMIUM'], ...places].find((place) => place !== undefined && existsSync(place));
}

/**
 * A Chromium for the browser tests: the machine's own, else Debian's package, installed now.
 * @throws Error that says how to get one, where it cannot be installed from here.
 */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...words: string[]): boolean => {
    const [file = 'apt-get', ...rest] = [...prefix, 'apt-get', ...words];
    return (
      spawnSync(file, rest, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
    );
  };
  if (existsSync('/usr/bin/apt-get')) {
    process.stderr.write('adiuva: installing Debian’s chromium for the browser tests (once) …\n');
    apt('update', '-q');
    if (apt('install', '-y', '-q', '--no-install-recommends', 'chromium')) {
      const installed = findChromium();
      if (installed) return installed;
    }
  }
  throw new Error(
    'The browser tests need a Chromium, and it could not be installed from here. Install one ("sudo apt-get install chromium", or Google Chrome), or set ADIUVA_CHROMIUM to its path, and run the command again.',
  );
}
