// `npm run rotate-keys` as a process of its own, and a writer and a reader that do not stop while it works.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Secrets } from '#backend/storage/derived-keys.ts';
import type { TestDatabase } from './test-database.ts';

/** As `npm run` sets it: the sources are compiled once, not at each start. */
const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'compile') };

export type RotationLine = { event: string } & Record<string, unknown>;

export interface RotationProcess {
  child: ChildProcess;
  lines: RotationLine[];
  /** Its first line of that event. */
  until(event: string): Promise<RotationLine>;
  /** The exit code, null after a SIGKILL, and what it said on stderr. */
  ended: Promise<{ code: number | null; errors: string }>;
}

export function startRotation({ args = [], env = {} }: { args?: string[]; env?: Record<string, string> }): RotationProcess {
  const main = join(import.meta.dirname, '..', 'src', 'rotate-keys.ts');
  const { ADIUVA_SECRET: _, ADIUVA_SECRET_PREVIOUS: __, DATABASE_URL: ___, ...rest } = process.env;
  const child = spawn(process.execPath, [main, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...rest, ...compiled, ...env },
  });
  const lines: RotationLine[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as RotationLine);
    for (const look of waiting) look();
  });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, errors }));
  return {
    child,
    lines,
    ended,
    until: (event) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((line) => line.event === event);
          if (found) resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(({ code }) => reject(new Error(`the rotation ended with ${code} before "${event}": ${errors}`)));
      }),
  };
}

/** The environment in which a command reaches a test's database. */
export function commandEnvironment({ address, secrets }: { address: TestDatabase; secrets: Secrets }): Record<string, string> {
  const { user, password, name, socketFolder } = address;
  const host = encodeURIComponent(socketFolder);
  return {
    DATABASE_URL: `postgresql://${user}:${encodeURIComponent(password)}@localhost/${name}?host=${host}&port=5432`,
    ADIUVA_SECRET: secrets.current.toString('utf8'),
    ...(secrets.previous ? { ADIUVA_SECRET_PREVIOUS: secrets.previous.toString('utf8') } : {}),
  };
}

export interface StoreProcess {
  child: ChildProcess;
  /** Rows that it has said were committed (a writer), or passes over all rows (a reader). */
  count(): number;
  /** SIGTERM; answers what it said on stderr, and its exit code. */
  stop(): Promise<{ code: number | null; errors: string }>;
}

/** A process that opens the store as a backend does, and writes, or reads all rows, until it is told to stop. */
export function startStoreProcess({
  mode,
  address,
  secrets,
  workspaceId,
}: {
  mode: 'write' | 'read';
  address: TestDatabase;
  secrets: Secrets;
  workspaceId: string;
}): StoreProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-process.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...compiled,
      STORE: JSON.stringify({ mode, address, workspaceId, secret: secrets.current.toString('utf8') }),
    },
  });
  let count = 0;
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => (count = Number(line)));
  const ended = once(child, 'close');
  return {
    child,
    count: () => count,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return { code: child.exitCode, errors };
    },
  };
}
