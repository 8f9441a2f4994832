import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dumpOf } from '#core/test/dump-database.ts';
import { earlierDatabase } from '#core/test/earlier-database.ts';
import { openCore } from '#core/test/open-core.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { findDamage } from './check-file.ts';

const entry = fileURLToPath(new URL('../test/killed-core.ts', import.meta.url));

/** Starts a core that does `what`, and kills it some time after it said `word`. Answers how long that word took after `open`. */
async function killDuring({
  what,
  word,
  device,
  ids = [],
  afterMs,
}: {
  what: string;
  word: string;
  device: string;
  ids?: string[];
  afterMs: number;
}): Promise<number> {
  const child = spawn(process.execPath, [entry, what, device, ...ids], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let said = '';
  let openedAt = 0;
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').includes('open')) openedAt ||= performance.now();
      if (said.split('\n').includes(word)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`it ended by itself with ${code}: ${said}`)));
  });
  const tookMs = performance.now() - openedAt;
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await exited;
  return tookMs;
}

/** Kills during the first of them, at its end, and in the next ones: of how long a whole one took, on this machine and today. */
const PARTS = [0.2, 0.5, 0.8, 1, 1.4, 1.8];

/** Content without what each restore makes anew. */
function contentOf(device: string): Record<string, unknown[]> {
  const { settings: _settings, ...content } = dumpOf(device);
  return content;
}

/** 100 large tasks. */
async function fill({ rpc }: ReturnType<typeof openCore>, name: string): Promise<void> {
  for (let n = 0; n < 100; n += 1) await rpc.tasks.create({ title: `${name} ${n}`, description: `${name} `.repeat(4_000) });
}

describe('a core that is killed', () => {
  test('in the middle of backups leaves only whole ones, and everything that was written', async () => {
    const core = openCore({});
    await fill(core, 'Large');
    await core.close();
    const file = join(core.device, 'adiuva.sqlite');
    const folder = join(core.device, 'backups');
    const wholeMs = await killDuring({ what: 'back-up', word: 'done', device: core.device, afterMs: 0 });
    for (const part of PARTS) {
      await killDuring({ what: 'back-up', word: 'open', device: core.device, afterMs: wholeMs * part });
      for (const name of existsSync(folder) ? readdirSync(folder) : [])
        if (!name.startsWith('.')) expect(findDamage({ file: join(folder, name), depth: 'full' }), name).toBeUndefined();
      expect(findDamage({ file, depth: 'full' })).toBeUndefined();
    }
    const again = openCore({ device: core.device });
    expect((await again.rpc.backups.list()).recovery).toBeUndefined();
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    const { items } = await again.rpc.backups.list();
    expect(items.length).toBeGreaterThan(0);
    await again.rpc.backups.restore({ backup_id: items[0]?.backup_id ?? '' });
  }, 300_000);

  test('in the middle of a restore has the one content or the other, whole', async () => {
    const core = openCore({});
    await fill(core, 'Early');
    const early = await core.rpc.backups.create();
    const contents = [contentOf(core.device)];
    await fill(core, 'Late');
    const late = await core.rpc.backups.create();
    contents.push(contentOf(core.device));
    await core.close();
    const restore = { what: 'restore', device: core.device, ids: [early.backup_id, late.backup_id] };
    const wholeMs = await killDuring({ ...restore, word: 'done', afterMs: 0 });
    for (const part of PARTS) {
      await killDuring({ ...restore, word: 'open', afterMs: wholeMs * part });
      const found = contentOf(core.device);
      const which = contents.findIndex((content) => JSON.stringify(content) === JSON.stringify(found));
      expect(which).not.toBe(-1);
      expect(findDamage({ file: join(core.device, 'adiuva.sqlite'), depth: 'full' })).toBeUndefined();
    }
    const again = openCore({ device: core.device });
    expect((await again.rpc.backups.list()).items.some(({ kind }) => kind === 'restore')).toBe(true);
    await again.rpc.backups.restore({ backup_id: early.backup_id });
    expect((await again.rpc.tasks.list({ filter: { search: 'early' }, order: 'position', offset: 0, limit: 1 })).total).toBe(100);
  }, 300_000);

  test('in the middle of an update of the tables has the old ones or the new ones, and loses nothing', async () => {
    const template = earlierDatabase('6259475');
    const sqlite = new Database(join(template, 'adiuva.sqlite'));
    const insert = sqlite.prepare("insert into tasks (id, title, created_at, updated_at, origin) values (?, ?, 1, 1, 'import')");
    const journal = sqlite.prepare(
      "insert into journal_changes (id, table_name, row_id, kind, after, before, actor, at) values (?, 'tasks', ?, 'insert', ?, '{}', 'import', 1)",
    );
    sqlite.transaction(() => {
      for (let n = 0; n < 10_000; n += 1) {
        insert.run(`t-${n}`, `Task ${n}`);
        journal.run(`j-${n}`, `t-${n}`, JSON.stringify({ title: `Task ${n}`, origin: 'import' }));
      }
    })();
    sqlite.close();
    const copy = (): string => {
      const device = temporaryFolder();
      copyFileSync(join(template, 'adiuva.sqlite'), join(device, 'adiuva.sqlite'));
      return device;
    };
    const took = performance.now();
    const whole = openCore({ device: copy() });
    const wholeMs = performance.now() - took;
    await whole.close();

    const count = (device: string, query: string): unknown => {
      const read = new Database(join(device, 'adiuva.sqlite'), { readonly: true });
      try {
        return read.prepare(query).pluck().get();
      } finally {
        read.close();
      }
    };
    const TABLES = "select group_concat(name) from sqlite_schema where name in ('ledger', 'run_calls', 'approvals')";
    const seen = new Set<unknown>();
    for (const part of [0, 0.3, 0.5, 0.7, 0.9, 4]) {
      const device = copy();
      await killDuring({ what: 'wait', word: 'opening', device, afterMs: wholeMs * part });
      const tables = count(device, TABLES);
      seen.add(tables);
      expect(['run_calls', 'approvals,ledger', 'ledger,approvals']).toContain(tables);
      const core = openCore({ device });
      expect(count(device, 'select count(*) from tasks')).toBe(10_004);
      expect(count(device, 'select count(*) from journal_changes')).toBe(10_016);
      expect((await core.rpc.backups.list()).items[0]).toMatchObject({ kind: 'migration' });
      await core.close();
    }
    expect(seen.size).toBeGreaterThan(1);
  }, 300_000);

  test('at any step of setting a damaged file aside does the rest at its next start', async () => {
    const core = openCore({});
    await core.rpc.tasks.create({ title: 'Here' });
    const file = join(core.device, 'adiuva.sqlite');
    await core.close();
    writeFileSync(file, 'damaged');
    writeFileSync(`${file}-wal`, 'its log');
    const wal = Buffer.from('its log');
    const whole = openCore({ device: core.device });
    const broken = (await whole.rpc.backups.list()).recovery?.broken_path ?? '';
    await whole.close();
    expect([readFileSync(broken, 'utf8'), readFileSync(`${broken}-wal`)]).toEqual(['damaged', wal]);

    const recovering = `${file}.recovering-${broken.split('.broken-')[1]}`;
    renameSync(file, recovering);
    const steps: ((at: (path: string) => string) => void)[] = [
      () => undefined,
      (at) => renameSync(at(broken), at(file)),
      (at) => renameSync(at(`${broken}-wal`), at(`${file}-wal`)),
    ];
    for (let step = 1; step <= steps.length; step += 1) {
      const device = temporaryFolder();
      cpSync(core.device, device, { recursive: true });
      const at = (path: string): string => path.replace(core.device, device);
      for (const undo of steps.slice(0, step)) undo(at);
      writeFileSync(at(`${file}.new`), 'half');
      const again = openCore({ device });
      expect((await again.rpc.backups.list()).recovery?.broken_path).toBe(broken);
      expect([readFileSync(at(broken), 'utf8'), readFileSync(at(`${broken}-wal`))]).toEqual(['damaged', wal]);
      expect((await again.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 1 })).total).toBe(0);
      expect(readdirSync(device).filter((name) => /new|recovering/u.test(name))).toEqual([]);
      await again.close();
    }
  });
});
