import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openWork } from '#core/test/open-work.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import type { SaidWrite } from '#core/test/writing-process.ts';

const ROUNDS = 50;
const WRITES = 500;
const writingProcess = join(import.meta.dirname, '..', 'test', 'writing-process.ts');

/** Lets a process write until it has said `killAfter` writes and `delay` ms more, then kills it. Answers what it said. */
async function writeUntilKilled({
  file,
  round,
  killAfter,
  delay,
}: {
  file: string;
  round: number;
  killAfter: number;
  delay: number;
}): Promise<{ said: SaidWrite[]; signal: string | null }> {
  const child = spawn(process.execPath, [writingProcess, file, String(round), String(WRITES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: SaidWrite[] = [];
  const lines = createInterface({ input: child.stdout });
  const read = once(lines, 'close');
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>;
  const enough = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      said.push(JSON.parse(line) as SaidWrite);
      if (said.length >= killAfter) resolve();
    });
  });
  if (killAfter > 0) await Promise.race([enough, gone]);
  await setTimeout(delay);
  child.kill('SIGKILL');
  const [, signal] = await gone;
  await read;
  return { said, signal };
}

test(
  '50 kills amid 500 mixed writes: nothing said is missing, nothing is doubled, rows and journal agree',
  {
    timeout: 600_000,
  },
  async () => {
    const file = join(temporaryFolder(), 'adiuva.sqlite');
    const titles = new Map<string, string | null>();
    let killed = 0;
    let said = 0;
    let before = { changes: 0, switches: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      // The first is killed while it starts, on an empty disk; the others anywhere.
      const killAfter = round === 0 ? 0 : Math.floor(Math.random() * WRITES);
      const delay = round === 0 ? 200 : Math.random() * 5;
      const outcome = await writeUntilKilled({ file, round, killAfter, delay });
      if (outcome.signal === 'SIGKILL') killed += 1;
      said += outcome.said.length;

      const { integrity, database } = openWork({ file });
      const sqlite = new Database(file, { readonly: true });
      const numbers = (query: string): number => Number(sqlite.prepare(query).pluck().get());
      const idsIn = (table: string, kept: readonly (string | undefined)[]): number =>
        Number(
          sqlite
            .prepare(`select count(*) from ${table} where id in (select value from json_each(?))`)
            .pluck()
            .get(JSON.stringify(kept.filter((id) => id !== undefined))),
        );

      const changes = outcome.said.flatMap((write) => write.change ?? []);
      const switches = outcome.said.flatMap((write) => write.switch ?? []);
      expect([idsIn('journal_changes', changes), idsIn('journal_switches', switches)]).toEqual([changes.length, switches.length]);
      // One more may have been written and not said: not two.
      const now = {
        changes: numbers('select count(*) from journal_changes where cause_id is null'),
        switches: numbers('select count(*) from journal_switches'),
      };
      const unsaid = now.changes - before.changes - changes.length + (now.switches - before.switches - switches.length);
      expect([0, 1]).toContain(unsaid);
      before = now;
      expect(
        numbers('select count(*) - count(distinct call_id) from journal_changes where cause_id is null and call_id is not null'),
      ).toBe(0);

      for (const { id, title } of outcome.said) if (id !== undefined) titles.set(id, title ?? null);
      const mine = new Map(
        (sqlite.prepare("select id, title from tasks where origin = 'human'").all() as { id: string; title: string }[]).map(
          (row) => [row.id, row.title],
        ),
      );
      const differing = [...titles].filter(([id, title]) => (mine.get(id) ?? null) !== title);
      const extra = [...mine.keys()].filter((id) => !titles.has(id));
      expect(differing.length + extra.length).toBeLessThanOrEqual(unsaid);
      for (const [id] of differing) titles.set(id, mine.get(id) ?? null);
      for (const id of extra) titles.set(id, mine.get(id) ?? null);
      sqlite.close();

      integrity.start();
      expect(integrity.report()).toMatchObject({ complete: true, differences: [], unreadableRows: 0 });
      integrity.stop();
      database.close();
    }
    expect(killed).toBeGreaterThan(ROUNDS / 2);
    expect(said).toBeGreaterThan(ROUNDS * 50);
    const { checkAll, database } = openWork({ file });
    expect(checkAll()).toMatchObject({ complete: true, differences: [], unreadableRows: 0 });
    expect(database.db.$client.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(database.db.$client.pragma('foreign_key_check')).toEqual([]);
  },
);
