import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore } from '#core/test/open-core.ts';

const HOUR = 60 * 60 * 1_000;

test('a backup is made every day, at the start when one is due, and never while nothing was chosen after damage', async () => {
  const clock = createFakeClock();
  const core = openCore({ clock });
  const kinds = async (): Promise<string[]> => (await core.rpc.backups.list()).items.map(({ kind }) => kind);
  clock.advance(5_000);
  await expect.poll(kinds).toEqual(['daily']);
  clock.advance(20 * HOUR);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await kinds()).toEqual(['daily']);
  for (let day = 2; day <= 3; day += 1) {
    clock.advance(25 * HOUR);
    await expect.poll(kinds).toHaveLength(day);
  }
  await core.close();

  clock.jump(3 * 24 * HOUR);
  const again = openCore({ clock, device: core.device });
  clock.advance(5_000);
  await expect.poll(async () => (await again.rpc.backups.list()).items.length).toBe(4);
  await again.close();

  writeFileSync(join(core.device, 'adiuva.sqlite'), 'damaged');
  clock.jump(3 * 24 * HOUR);
  const damaged = openCore({ clock, device: core.device });
  clock.advance(2 * HOUR);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await damaged.rpc.backups.list()).items).toHaveLength(4);
});

test('a backup that cannot be made is told of, tried again, and the earlier ones stay', async () => {
  const clock = createFakeClock();
  const core = openCore({ clock });
  const { backup_id } = await core.rpc.backups.create();
  const folder = join(core.device, 'backups');
  const hidden = join(core.device, 'adiuva.sqlite-elsewhere');
  renameSync(folder, hidden);
  writeFileSync(folder, 'in the way');
  clock.advance(5_000);
  await expect.poll(async () => (await core.rpc.backups.list()).fault).toContain('could not be made');
  rmSync(folder);
  renameSync(hidden, folder);
  clock.advance(HOUR);
  await expect.poll(async () => (await core.rpc.backups.list()).fault).toBeUndefined();
  expect(readdirSync(folder)).toContain(backup_id);
  expect((await core.rpc.backups.list()).items.map(({ kind }) => kind)).toEqual(['daily', 'manual']);
});
