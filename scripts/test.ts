/**
 * `npm test`: the check, every workspace's tests, and the browser's, one after the other; all of them run whatever
 * failed before. The last line counts what the runners counted.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { requireChromium } from './chromium.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(import.meta.dirname, '..');
const results = mkdtempSync(join(tmpdir(), 'adiuva-test-'));
const chromium = requireChromium();

function run({
  title,
  args,
  environment = {},
}: {
  title: string;
  args: string[];
  environment?: Record<string, string>;
}): boolean {
  process.stderr.write(`\n── ${title}\n`);
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ADIUVA_CHROMIUM: chromium, ...environment },
  });
  return done.status === 0;
}

/** A runner that failed without a failing test (it could not start, say) counts as one failure. */
function counted({ ok, read }: { ok: boolean; read: () => Counts }): Counts {
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = read();
  } catch (cause) {
    process.stderr.write(`no result was written: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    ok = false;
  }
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function check(): Counts {
  const ok = run({ title: 'check: format, lint, types, rooms, unused code', args: ['scripts/check.ts'] });
  return ok ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function workspaces(): Counts {
  const file = join(results, 'vitest.json');
  const ok = run({
    title: 'tests of the workspaces',
    args: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  });
  return counted({
    ok,
    read: () => {
      const report = vitestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      };
    },
  });
}

function browser(): Counts {
  const file = join(results, 'playwright.json');
  const ok = run({
    title: 'tests in a browser',
    args: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  return counted({
    ok,
    read: () => {
      const { stats } = playwrightReport.parse(JSON.parse(readFileSync(file, 'utf8')));
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    },
  });
}

const parts = [check(), workspaces(), browser()];
rmSync(results, { recursive: true, force: true });
const total = (kind: keyof Counts): number => parts.reduce((sum, part) => sum + part[kind], 0);
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped\n`);
if (total('failed') > 0) process.exitCode = 1;
