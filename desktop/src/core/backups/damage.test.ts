import Database from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DatabaseRefusedError } from '#core/storage/index.ts';
import { dumpOf } from '#core/test/dump-database.ts';
import { earlierDatabase } from '#core/test/earlier-database.ts';
import { startFakeBackend } from '#core/test/fake-backend.ts';
import { isReady, openCore } from '#core/test/open-core.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';

const PAGE = 4_096;

/** A device with two tasks, a backup that has the first of them, and a closed database. */
async function usedDevice() {
  const core = openCore({});
  await core.rpc.tasks.create({ title: 'In the backup', description: 'x'.repeat(20_000) });
  const backup = await core.rpc.backups.create();
  await core.rpc.tasks.create({ title: 'Later' });
  const { device_id: deviceId } = await core.rpc.app.status();
  await core.close();
  const file = join(core.device, 'adiuva.sqlite');
  return { device: core.device, file, backup, deviceId };
}

const titles = async ({ rpc }: Pick<ReturnType<typeof openCore>, 'rpc'>): Promise<string[]> =>
  (await rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 100 })).items.map(({ title }) => title);

const damages: Record<string, (file: string) => void> = {
  'is no database at all': (file) => writeFileSync(file, 'This is a text.'.repeat(1_000)),
  'was cut short': (file) => truncateSync(file, PAGE * 10),
  'has a page of zeros in its middle': (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0, PAGE * 3, PAGE * 4);
    writeFileSync(file, bytes);
  },
  'has rubbish in its first page': (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 100, PAGE);
    writeFileSync(file, bytes);
  },
  'is empty': (file) => truncateSync(file, 0),
};

describe('a file that', () => {
  test.each(Object.keys(damages))(
    '%s is kept aside; nobody connects until the user chose; the backup is offered',
    async (damage) => {
      const { device, file, backup, deviceId } = await usedDevice();
      damages[damage]?.(file);
      const broken = readFileSync(file);
      const backend = await startFakeBackend();
      onTestFinished(() => backend.close());

      const first = openCore({ device, backendUrl: backend.url });
      const { recovery, items } = await first.rpc.backups.list();
      expect(recovery).toMatchObject({ broken_path: expect.stringContaining('adiuva.sqlite.broken-2026-11-23T09-00-00') });
      expect(recovery?.detail).toMatch(/^The file of your data is /u);
      expect(readFileSync(recovery?.broken_path ?? '')).toEqual(broken);
      expect(items).toEqual([backup]);
      expect((await first.rpc.app.status()).connection).toMatchObject({
        state: 'stopped',
        detail: expect.stringContaining('damaged'),
      });
      await first.rpc.app.reconnect();
      await expect(first.rpc.backups.create()).rejects.toMatchObject({ code: 'CONFLICT' });
      await first.close();

      const again = openCore({ device, backendUrl: backend.url });
      expect((await again.rpc.backups.list()).recovery).toEqual(recovery);
      expect(backend.upgrades()).toBe(0);
      await again.rpc.backups.restore({ backup_id: backup.backup_id });
      expect(await titles(again)).toEqual(['In the backup']);
      expect((await again.rpc.backups.list()).recovery).toBeUndefined();
      const hello = await (await backend.connection(1)).frame({ type: 'device_hello' });
      expect(hello['device_id']).toBe(deviceId);
      await isReady(again);
      await again.close();

      const later = openCore({ device });
      expect((await later.rpc.backups.list()).recovery).toBeUndefined();
      expect(await titles(later)).toEqual(['In the backup']);
      expect(readFileSync(recovery?.broken_path ?? '')).toEqual(broken);
    },
  );

  test('is gone although there were backups of it is not taken for a first start', async () => {
    const { device, file, backup } = await usedDevice();
    rmSync(file);
    const core = openCore({ device });
    expect((await core.rpc.backups.list()).recovery?.detail).toContain('missing');
    await core.rpc.backups.restore({ backup_id: backup.backup_id });
    expect(await titles(core)).toEqual(['In the backup']);
  });

  test('is damaged may be left for an empty start', async () => {
    const { device, file } = await usedDevice();
    writeFileSync(file, 'no database');
    const backend = await startFakeBackend();
    onTestFinished(() => backend.close());
    const core = openCore({ device, backendUrl: backend.url });
    await core.rpc.backups.startEmpty();
    await backend.connection(1);
    expect((await core.rpc.backups.list()).recovery).toBeUndefined();
    expect(await titles(core)).toEqual([]);
    await expect(core.rpc.backups.startEmpty()).rejects.toMatchObject({ code: 'CONFLICT' });
    await core.close();
    const again = openCore({ device });
    expect((await again.rpc.backups.list()).recovery).toBeUndefined();
  });
});

test('a backup that was damaged since is refused, and nothing is changed by it', async () => {
  const core = openCore({});
  await core.rpc.tasks.create({ title: 'Here', description: 'x'.repeat(20_000) });
  const { backup_id } = await core.rpc.backups.create();
  const file = join(core.device, 'backups', backup_id);
  damages['has a page of zeros in its middle']?.(file);
  const before = dumpOf(core.device);
  await expect(core.rpc.backups.restore({ backup_id })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('damaged'),
  });
  writeFileSync(file, 'no database');
  await expect(core.rpc.backups.restore({ backup_id })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(dumpOf(core.device)).toEqual(before);
  expect(readdirSync(join(core.device, 'backups'))).toEqual([backup_id]);
});

/** What opening says, and that it changed nothing. */
function refusalOf(device: string): string {
  const before = dumpOf(device);
  let message = '';
  try {
    openCore({ device });
  } catch (cause) {
    expect(cause).toBeInstanceOf(DatabaseRefusedError);
    message = (cause as Error).message;
  }
  expect(dumpOf(device)).toEqual(before);
  return message;
}

describe('an update of the tables', () => {
  test('that fails leaves everything as it was, says so, and keeps the backup', () => {
    const device = earlierDatabase('6259475');
    const sqlite = new Database(join(device, 'adiuva.sqlite'));
    // In the way of what the update makes in its middle.
    sqlite.exec('create table client_rules (mine text)');
    sqlite.close();
    expect(refusalOf(device)).toBe(
      'Your data could not be brought up to date for this version of Adiuva. Nothing of it was changed: the version that you had before still opens it.',
    );
    const [snapshot, ...others] = readdirSync(join(device, 'backups'));
    expect([snapshot?.endsWith('.migration.sqlite'), others]).toEqual([true, []]);
    expect(dumpOf(join(device, 'backups'), snapshot)).toEqual(dumpOf(device));

    const mended = new Database(join(device, 'adiuva.sqlite'));
    mended.exec('drop table client_rules');
    mended.close();
    openCore({ device });
  });

  test('is not done when no backup can be made first', () => {
    const device = earlierDatabase('6259475');
    writeFileSync(join(device, 'backups'), 'in the way');
    expect(refusalOf(device)).toContain('because no backup of it could be made first');
  });

  test('by a newer version is not touched', async () => {
    const device = temporaryFolder();
    const first = openCore({ device });
    await first.close();
    const sqlite = new Database(join(device, 'adiuva.sqlite'));
    sqlite
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run('of a later release', 4_000_000_000_000);
    sqlite.close();
    expect(refusalOf(device)).toContain('written by a newer version');
    expect(existsSync(join(device, 'backups'))).toBe(false);
  });
});
