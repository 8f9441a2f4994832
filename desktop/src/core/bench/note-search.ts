/**
 * What a search of notes costs through the core, by meaning and words together, and by a note's name; and the memory of a
 * core that makes the index, and of one that has it. 10,000 notes; `--large`: 100,000 too, which take minutes to make. `--json`
 * prints `{name, value, unit, aim}` a line. Notes are made in one process, indexed in another and searched in a third, each run
 * as `npm start` runs the core.
 */
import { createRouterClient } from '@orpc/server';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CORE_MALLOC, CORE_NODE_FLAGS } from '@adiuva/launcher/node-flags.ts';
import { systemClock } from '#core/clock.ts';
import { createCore, type Core } from '#core/create-core.ts';
import { fixedAccessToken } from '#core/ports/access-tokens.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createMemorySecrets } from '#core/ports/secrets.ts';
import { chance, makeNotes, noteOf } from './make-notes.ts';

const QUESTIONS = 200;

/** Who takes less of a second's processor time, in microseconds, is at rest. */
const BUSY_US = 100_000;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    make: { type: 'string' },
    index: { type: 'string' },
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

/** Megabytes of this process: `RssAnon` is its own alone, `VmRSS` counts the pages of its program's files too. Linux tells it. */
function memory(which: 'RssAnon' | 'VmRSS'): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1_024;
}

function printMemory({ of, own = memory('RssAnon') }: { of: string; own?: number }): void {
  print({ name: `core memory ${of}`, value: own, unit: 'MB', aim: count === 10_000 ? '<=300' : '' });
}

function openCore(folder: string): Core {
  return createCore({
    ports: { accessTokens: fixedAccessToken(undefined), secrets: createMemorySecrets(), logger: createMemoryLogger() },
    paths: { device: folder },
    clock: systemClock(),
    backendUrl: undefined,
    version: '0.0.0-bench',
  });
}

/** What the core holds at most while it makes the index of an idle device, and afterwards. */
async function index({ folder, count }: { folder: string; count: number }): Promise<void> {
  const core = openCore(folder);
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, memory('RssAnon'))), 20);
  const isMade = (): boolean =>
    globSync('vectors/*.lance/_indices/*/*', { cwd: folder }).some((file) => statSync(join(folder, file)).size > 0);
  let cpu = process.cpuUsage();
  for (let isBusy = true; isBusy || !isMade();) {
    await pause(1_000);
    const { user, system } = process.cpuUsage(cpu);
    isBusy = user + system > BUSY_US;
    cpu = process.cpuUsage();
  }
  clearInterval(watch);
  const name = `${count.toLocaleString('en')} notes`;
  printMemory({ of: `while the index of ${name} is made, at most`, own: most });
  printMemory({ of: `once the index of ${name} is made` });
  await core.dispose();
}

async function search({ folder, count }: { folder: string; count: number }): Promise<void> {
  const core = openCore(folder);
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

  while ((await rpc.search.settings()).state.index !== 'ready') await pause(100);
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
  printMemory({ of: `at ${name} notes, after ${3 * QUESTIONS} searches` });
  const resident = memory('VmRSS');
  print({ name: `the same with what it has mapped of its program's files`, value: resident, unit: 'MB', aim: '' });
  await core.dispose();
}

function inProcess(...flags: string[]): void {
  const given = [...(values.json ? ['--json'] : []), ...flags];
  const { status } = spawnSync(process.execPath, [...CORE_NODE_FLAGS, fileURLToPath(import.meta.url), ...given], {
    stdio: 'inherit',
    env: { ...CORE_MALLOC, ...process.env },
  });
  if (status !== 0) process.exitCode = status ?? 1;
}

const count = Number(values.count);
if (values.make !== undefined) await makeNotes({ folder: values.make, count });
else if (values.index !== undefined) await index({ folder: values.index, count });
else if (values.search !== undefined) await search({ folder: values.search, count });
else
  for (const size of values.large ? [10_000, 100_000] : [10_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'adiuva-bench-'));
    try {
      for (const step of ['--make', '--index', '--search']) inProcess(step, folder, '--count', String(size));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
