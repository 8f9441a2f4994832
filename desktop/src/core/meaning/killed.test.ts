import { embedOffline } from '@adiuva/reading/embed';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { isEmbedded } from '#core/test/embedded.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore } from '#core/test/open-core.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { createIndexKeeper } from '#core/vectors/index-keeper.ts';
import { createLanceIndexes } from '#core/vectors/lance-index.ts';
import { openTruth } from '#core/vectors/truth-reader.ts';

const entry = fileURLToPath(new URL('../test/killed-core.ts', import.meta.url));
const model = 'offline:rules';

/** A core that writes notes, and embeds them meanwhile, until it is killed so long after it opened. */
async function killedAfter({ device, ms }: { device: string; ms: number }): Promise<void> {
  const child = spawn(process.execPath, [entry, 'write-notes', device], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (line === 'open') break;
  await pause(ms);
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
}

test(
  'a core that is killed again and again while it embeds: every note is found, none twice, and both stores agree',
  { timeout: 120_000 },
  async () => {
    const device = temporaryFolder();
    // While notes are written and embedded; while the index is begun; while it is added to.
    for (const ms of [150, 2_050, 400, 2_200]) await killedAfter({ device, ms });
    const clock = createFakeClock();
    const core = openCore({ device, clock });
    await isEmbedded(core);
    const { embedded, failed } = (await core.rpc.search.settings()).state;
    const isReady = async (): Promise<string> => {
      clock.advance(2_000);
      return (await core.rpc.search.settings()).state.index;
    };
    await expect.poll(isReady, { timeout: 10_000, interval: 20 }).toBe('ready');
    const { items, total } = await core.rpc.notes.list({ filter: {}, order: 'updated', offset: 0, limit: 500 });
    const texts = new Map<string, string>();
    for (const { id } of items.filter((_, place) => place % 4 === 0)) {
      const { title, content } = await core.rpc.notes.get({ id });
      texts.set(id, `${title}\n${content}`);
    }
    await core.close();
    expect(total).toBeGreaterThan(50);
    expect([embedded, failed]).toEqual([total, 0]);

    const truth = openTruth(join(device, 'adiuva.sqlite'));
    const indexes = createLanceIndexes({ folder: join(device, 'vectors') });
    const keeper = createIndexKeeper({ truth, indexes });
    onTestFinished(() => {
      keeper.close();
      truth.close();
    });
    const rows = truth.rows(model);
    expect(rows.size).toBe(total);
    expect(truth.lastKey()).toBe(total);
    expect(await (await indexes.open(model)).rows()).toEqual(rows);
    await keeper.sync(model);
    for (const [id, text] of texts) {
      const near = await keeper.nearest({ model, vector: embedOffline(text), limit: 5, projectId: undefined });
      expect(near[0]?.noteId).toBe(id);
      expect(near[0]?.cosine).toBeCloseTo(1, 4);
      expect(new Set(near.map(({ noteId }) => noteId)).size).toBe(near.length);
    }
  },
);
