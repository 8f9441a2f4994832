/**
 * What a search of notes costs through the core, by meaning and words together, and by a note's name; and the memory of a
 * core that has LanceDB loaded. 10,000 notes; `--large`: 100,000 too, whose index takes minutes to make. `--json` prints
 * `{name, value, unit, aim}` a line. Notes are made in one process and searched in another.
 */
import { createRouterClient } from '@orpc/server';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '#core/clock.ts';
import { createCore } from '#core/create-core.ts';
import { fixedAccessToken } from '#core/ports/access-tokens.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createMemorySecrets } from '#core/ports/secrets.ts';
import { chance, makeNotes, noteOf } from './make-notes.ts';

const QUESTIONS = 200;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    make: { type: 'string' },
    search: { type: 'string' },
    count: { type: 'string', default: '10000' },
  },
});

function print(figure: { name: string; value: number; unit: string; aim: string }): void {
  const value = Number(figure.value.toPrecision(3));
  const text = values.json
    ? JSON.stringify({ ...figure, value })
    : `${figure.name}: ${value} ${figure.unit}${figure.aim === '' ? '' : ` (aim ${figure.aim})`}`;
  process.stdout.write(`${text}\n`);
}

const p95 = (samples: number[]): number => samples.toSorted((a, b) => a - b)[Math.floor(samples.length * 0.95)] ?? Number.NaN;

/** Three words of a note, one of them misspelt. */
function question(number: number): string {
  const words = noteOf(number).content.split(/\W+/u);
  const below = chance(number + 5);
  const [one = '', two = '', three = ''] = [0, 0, 0].map(() => words[below(words.length - 1)] ?? '');
  return `${one} ${two} ${three.slice(0, 2)}${three.slice(3)}`;
}

async function search({ folder, count }: { folder: string; count: number }): Promise<void> {
  const core = createCore({
    ports: { accessTokens: fixedAccessToken(undefined), secrets: createMemorySecrets(), logger: createMemoryLogger() },
    paths: { device: folder },
    clock: systemClock(),
    backendUrl: undefined,
    version: '0.0.0-bench',
  });
  const rpc = createRouterClient(core.router);
  const name = count.toLocaleString('en');
  const pick = chance(7);

  async function time(make: (number: number) => string): Promise<{ samples: number[]; first: number; cpuMs: number }> {
    const before = process.cpuUsage();
    const samples: number[] = [];
    let first = 0;
    for (let n = 0; n < QUESTIONS; n += 1) {
      const number = pick(count);
      const text = make(number);
      const started = performance.now();
      const { items } = await rpc.search.notes({ text, limit: 10 });
      samples.push(performance.now() - started);
      if (items[0]?.id === `note-${number}`) first += 1;
    }
    const { user, system } = process.cpuUsage(before);
    return { samples, first: first / QUESTIONS, cpuMs: (user + system) / 1_000 / QUESTIONS };
  }

  while ((await rpc.search.settings()).state.index !== 'ready') await new Promise((resolve) => setTimeout(resolve, 100));
  await time(question);
  const both = await time(question);
  print({
    name: `hybrid note search at ${name}, p95`,
    value: p95(both.samples),
    unit: 'ms',
    aim: count === 10_000 ? '<=30' : '',
  });
  print({ name: `hybrid note search at ${name}, processor time of all threads`, value: both.cpuMs, unit: 'ms', aim: '' });
  const named = await time((number) => noteOf(number).title);
  print({
    name: `note search by name at ${name}, p95`,
    value: p95(named.samples),
    unit: 'ms',
    aim: count === 10_000 ? '' : '<=50',
  });
  print({ name: `the note meant comes first of ${name}, by name`, value: named.first, unit: 'share', aim: '' });
  print({
    name: `core memory at ${name} notes, LanceDB loaded`,
    value: process.memoryUsage.rss() / 2 ** 20,
    unit: 'MB',
    aim: '<=300',
  });
  await core.dispose();
}

function inProcess(...flags: string[]): void {
  const given = [...(values.json ? ['--json'] : []), ...flags];
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...given], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}

const count = Number(values.count);
if (values.make !== undefined) await makeNotes({ folder: values.make, count });
else if (values.search !== undefined) await search({ folder: values.search, count });
else
  for (const size of values.large ? [10_000, 100_000] : [10_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'adiuva-bench-'));
    try {
      for (const step of ['--make', '--search']) inProcess(step, folder, '--count', String(size));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
