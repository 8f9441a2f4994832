import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { repository } from '#e2e/fixtures/node-process.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { startDevicePeer } from './device-peer.ts';
import { percentile, round, type Figure } from './measure.ts';

const TASKS = 100_000;
const TYPED = 'Send the summary of the summer to everybody who asked for it';

/** What a process holds of memory that is its own, in MB. */
function residentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

async function startToList(page: Page, url: string): Promise<number> {
  const started = performance.now();
  await page.goto(url);
  await page.getByRole('row').nth(5).waitFor();
  return performance.now() - started;
}

/** On the page's own clock: from the next click to the frame that shows a list of another length. */
const timeNextClick = `window.clickTook = new Promise((resolve) => {
  const shown = () => document.querySelector('[role=grid][aria-busy=false]')?.getAttribute('aria-rowcount');
  const before = shown();
  window.addEventListener('click', () => {
    const began = performance.now();
    const look = () => ![before, undefined].includes(shown()) ? resolve(performance.now() - began) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }, { capture: true, once: true });
}); undefined`;

/** Milliseconds from a key to the frame that shows it, each. */
async function typing(page: Page, field: string): Promise<number[]> {
  await page.getByRole('textbox', { name: field }).focus();
  const samples: number[] = [];
  for (const letter of TYPED) {
    const started = performance.now();
    await page.keyboard.type(letter);
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)))');
    samples.push(performance.now() - started);
  }
  return samples;
}

/** The page in Chromium over a device with 100,000 tasks: its start, typing, filters, memory, and what is fetched of it. */
export async function benchPage(): Promise<Figure[]> {
  const { home, remove } = temporaryHome();
  const seeded = spawnSync(
    process.execPath,
    [join(repository, 'desktop/src/core/bench/seed-device.ts'), join(home, 'device'), String(TASKS)],
    {
      stdio: 'inherit',
    },
  );
  if (seeded.status !== 0) throw new Error('the device could not be filled');
  const device = await startDevicePeer({ home });
  const browser = await chromium.launch({
    executablePath: process.env['ADIUVA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(device.appUrl);
    const origin = new URL(device.appUrl).origin;
    const starts: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      await page.goto('about:blank');
      starts.push(await startToList(page, `${origin}/#/tasks`));
    }
    const filters: number[] = [];
    for (const [button, choice] of [
      ['Status', 'All'],
      ['Status', 'Done'],
      ['Status', 'Open'],
      ['Due', 'Overdue'],
      ['Due', 'Any'],
    ] as const) {
      await page
        .getByRole('group', { name: 'Filters' })
        .getByRole('button', { name: new RegExp(`^${button}`) })
        .click();
      await page.evaluate(timeNextClick);
      await page.getByRole('menuitemradio', { name: choice, exact: true }).click();
      filters.push(await page.evaluate<number>('window.clickTook'));
    }
    const typed = await typing(page, 'New task');
    await page.goto(`${origin}/#/today`);
    await page.getByRole('list', { name: 'Overdue' }).waitFor();
    const captured = await typing(page, 'Capture a task');
    await page.goto(`${origin}/#/tasks`);
    await page.getByRole('row').nth(5).focus();
    for (let count = 0; count < 40; count += 1) await page.keyboard.press('PageDown');
    const heap = await heapOf(page);
    return [
      {
        name: 'page, 100,000 tasks: start to usable list, warm, p50',
        value: round(percentile(starts, 0.5), 0),
        unit: 'ms',
        aim: '<=1000',
      },
      {
        name: 'page, 100,000 tasks: a filter to the frame with its rows, slowest of five',
        value: round(Math.max(...filters), 0),
        unit: 'ms',
        aim: '<=100',
      },
      {
        name: 'page, 100,000 tasks: a key to its frame in “New task”, p95',
        value: round(percentile(typed, 0.95), 1),
        unit: 'ms',
        aim: '<=50',
      },
      {
        name: 'page, 100,000 tasks: a key to its frame in the capture line, p95',
        value: round(percentile(captured, 0.95), 1),
        unit: 'ms',
        aim: '<=50',
      },
      { name: 'page, 100,000 tasks: memory of its script and documents', value: round(heap, 1), unit: 'MB', aim: '<=150' },
      {
        name: 'page, 100,000 tasks: memory of the core',
        value: round(residentOf(device.pid), 0),
        unit: 'MB',
        aim: '<=300',
      },
      ...bundleFigures(),
    ];
  } finally {
    await browser.close();
    await device.close();
    remove();
  }
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const {
    usedSize,
    embedderHeapUsedSize = 0,
    backingStorageSize = 0,
  } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    embedderHeapUsedSize?: number;
    backingStorageSize?: number;
  };
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20;
}

/** What is fetched at the start, and of each part that is fetched apart, as it goes over a wire. */
function bundleFigures(): Figure[] {
  const folder = join(repository, 'desktop/out/renderer/assets');
  const sizes = readdirSync(folder)
    .filter((name) => name.endsWith('.js') && statSync(join(folder, name)).isFile())
    .map((name) => ({ name: name.replace(/-[\w-]{8}\.js$/, ''), kb: gzipSync(readFileSync(join(folder, name))).length / 1_024 }))
    .toSorted((a, b) => b.kb - a.kb);
  return sizes
    .filter(({ kb }) => kb > 2)
    .map(({ name, kb }) => ({ name: `bundle, gzipped: ${name}`, value: round(kb, 1), unit: 'KB', aim: '' }));
}
