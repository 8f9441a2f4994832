import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { vectorBlob } from './dot.ts';

const entry = fileURLToPath(new URL('../test/leaving-vectors.ts', import.meta.url));

test(
  'a thread that is told to leave in the middle of anything leaves, and never takes its process along',
  { timeout: 180_000 },
  () => {
    const file = writeNotes(200);
    const folder = join(dirname(file), 'vectors');
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [entry, file, folder], {
      encoding: 'utf8',
    });
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
    const { answered, refused, log } = JSON.parse(stdout) as { answered: number; refused: number; log: string[] };
    // One thread was waited for, with all that it was asked; one was told to leave at once.
    expect(answered + refused).toBe(8 * 5);
    expect(answered).toBeGreaterThanOrEqual(5);
    expect(refused).toBeGreaterThan(0);
    expect(log).toEqual([]);
  },
);

/** Answers a device's file with so many embedded notes. */
function writeNotes(count: number): string {
  const { db } = openTestDatabase();
  const sqlite = db.$client;
  const note = sqlite.prepare("insert into notes (id, title, created_at, updated_at, origin) values (?, ?, 1, 1, 'human')");
  const add = sqlite.prepare('insert into note_embeddings (note_id, content_sha256, model, vector) values (?, ?, ?, ?)');
  const mark = sqlite.prepare("update note_texts set state = 'embedded', content_sha256 = ? where note_id = ?");
  sqlite.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      const vector = new Float32Array(EMBEDDING_SIZE);
      vector[n % EMBEDDING_SIZE] = 1;
      const hash = n.toString(16).padStart(12, '0').padEnd(64, 'f');
      note.run(`n${n}`, `n${n}`);
      add.run(`n${n}`, hash, 'offline:rules', vectorBlob(vector));
      mark.run(hash, `n${n}`);
    }
  })();
  return sqlite.name;
}
