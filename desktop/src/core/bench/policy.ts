/**
 * What the policy costs a call: grant, executed record, kept call, checks, limits, ledger, as a slice of 32 calls has
 * them, against the same row read and written as JSON without any. `--json` prints `{name, value, unit, aim}` a line.
 */
import { toolCallSchema } from '@adiuva/shared-protocol';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChangeFeed } from '#core/change-feed/index.ts';
import { systemClock } from '#core/clock.ts';
import { composeData } from '#core/compose-data.ts';
import { composePolicy } from '#core/compose-policy.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';

const SLICE = 32;
const SLICES = 1_500;
const plenty = { calls: 1e9, rows: 1e9, bytes: 1e12, inserts: 1e9, updates: 1e9 };

const folder = mkdtempSync(join(tmpdir(), 'adiuva-bench-'));
try {
  const clock = systemClock();
  const feed = createChangeFeed();
  const logger = createMemoryLogger();
  const data = composeData({ folder, clock, feed, logger });
  const { database, rows, writer } = data;
  const {
    grants,
    calls: desk,
    meaning,
  } = composePolicy({
    data,
    backendIsOwn: () => false,
    destination: () => 'own',
    chatLimits: plenty,
    embedding: { backend: { url: () => undefined, embed: () => Promise.resolve([]) }, onModel: () => undefined },
    clock,
    feed,
    logger,
  });
  const task = writer.insert({ table: 'tasks', data: { title: 'One', description: 'x'.repeat(60) }, actor: { kind: 'human' } });
  grants.open({ requestId: 'request', kind: 'chat' });
  grants.send('request');
  grants.bind({ requestId: 'request', runId: 'run', kind: 'chat' });

  let last = 0;
  const call = (): string => {
    last += 1;
    const id = `0192f3a1-0000-7000-8000-000000000001:1:0:${last}`;
    return JSON.stringify({ type: 'tool_call', id, run_id: 'run', action: 'get', table: 'tasks', data: { id: task.id } });
  };

  /** Milliseconds a call of each slice. */
  function time(work: (calls: readonly ReturnType<typeof toolCallSchema.parse>[]) => void): number[] {
    return Array.from({ length: SLICES }, () => {
      const calls = Array.from({ length: SLICE }, () => toolCallSchema.parse(JSON.parse(call())));
      const started = performance.now();
      work(calls);
      return (performance.now() - started) / SLICE;
    }).sort((a, b) => a - b);
  }

  const p50 = (samples: number[]): number => samples[Math.floor(samples.length / 2)] ?? Number.NaN;
  const policy = time((calls) => database.writeRelaxed(() => calls.forEach((each) => desk.answer(each))));
  const bare = time((calls) => calls.forEach(() => JSON.stringify(rows.tasks.entity(task.id))));
  const figures = [
    { name: 'policy cost a call, p50 (a get in a slice of 32)', value: p50(policy) - p50(bare), unit: 'ms', aim: '<=0.05' },
    { name: 'the same row read and written as JSON, p50', value: p50(bare), unit: 'ms', aim: '' },
  ];
  for (const figure of figures) {
    const value = Number(figure.value.toPrecision(3));
    const aim = figure.aim === '' ? '' : ` (aim ${figure.aim})`;
    const text = process.argv.includes('--json')
      ? JSON.stringify({ ...figure, value })
      : `${figure.name}: ${value} ${figure.unit}${aim}`;
    process.stdout.write(`${text}\n`);
  }
  grants.dispose();
  await meaning.dispose();
  data.dispose();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
