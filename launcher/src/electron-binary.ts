import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's own program, which its package does not hold: it is fetched once. */
export interface ElectronBinary {
  /** Its path, if it is there. */
  find(): string | undefined;
  /** Whether it was tried to fetch this version, whatever came of it. */
  wasTried(): boolean;
  /**
   * Fetches it by the package's own script, and answers its path if it is there within `patienceMs`. A fetch that takes
   * longer goes on by itself, for the next start; one that fails is not tried again by itself.
   */
  fetch(options: { patienceMs: number }): Promise<string | undefined>;
}

/** @param modules the `node_modules` folder that holds the `electron` package */
export function electronBinary({ modules }: { modules: string }): ElectronBinary {
  const folder = join(modules, 'electron');
  const mark = join(modules, '.adiuva-electron-tried');

  function read(file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      // What is not there says nothing.
      return undefined;
    }
  }

  function version(): string {
    const text = read(join(folder, 'package.json'));
    const parsed: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'none';
  }

  function find(): string | undefined {
    // The script writes both when the binary is whole.
    const name = read(join(folder, 'path.txt'));
    if (name === undefined || read(join(folder, 'dist', 'version'))?.replace(/^v/, '') !== version()) return undefined;
    const path = join(folder, 'dist', name);
    return existsSync(path) ? path : undefined;
  }

  return {
    find,
    wasTried: () => read(mark) === version(),
    async fetch({ patienceMs }) {
      const script = join(folder, 'install.js');
      if (!existsSync(script)) return undefined;
      writeFileSync(mark, `${version()}\n`);
      await new Promise<void>((resolve) => {
        const child = spawn(process.execPath, [script], { stdio: 'ignore', detached: true });
        const timer = setTimeout(resolve, patienceMs);
        const settle = (): void => {
          clearTimeout(timer);
          resolve();
        };
        child.once('error', settle);
        child.once('exit', settle);
        child.unref();
      });
      return find();
    },
  };
}
