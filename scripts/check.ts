/** `npm run check`: format, lint, types, rooms, unused code. Every part runs, so that one run tells all that is wrong. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const rooms = [
  'shared-protocol',
  'reading',
  'drizzle',
  'backend',
  'launcher',
  'e2e',
  'scripts',
  'desktop/src/rpc',
  'desktop/src/core',
  'desktop/src/hosts',
  'desktop/src/hosts/electron/preload',
  'desktop/src/renderer',
  'desktop/src/renderer/test',
];

/** One part of the check; answers whether it passed and how long it took. */
function part({ name, bin, args }: { name: string; bin: string; args: string[] }): boolean {
  const started = performance.now();
  const done = spawnSync(join(root, 'node_modules/.bin', bin), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const passed = done.status === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
  if (!passed) process.stderr.write(`${done.stdout}${done.stderr}\n`);
  return passed;
}

/** dependency-cruiser answers 0 modules and success when it cannot parse TypeScript: the count is part of the check. */
function roomsPart(): boolean {
  const done = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    [
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
      ...rooms
        .map((room) => (room.startsWith('desktop') ? 'desktop/src' : room))
        .filter((room, index, all) => all.indexOf(room) === index),
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const report: unknown = done.stdout ? JSON.parse(done.stdout) : {};
  const summary = (
    report as { summary?: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] } }
  ).summary;
  const count = summary?.totalCruised ?? 0;
  const passed = summary !== undefined && summary.violations.length === 0 && count >= 100;
  process.stderr.write(`${passed ? 'ok  ' : 'FAIL'} rooms (${count} modules)\n`);
  for (const violation of summary?.violations ?? [])
    process.stderr.write(`  ${violation.rule.name}: ${violation.from} → ${violation.to}\n`);
  if (!summary) process.stderr.write(done.stderr);
  if (count < 100) process.stderr.write('  fewer than 100 modules were read: the parser does not see the source\n');
  return passed;
}

const results = [
  part({ name: 'format', bin: 'oxfmt', args: ['--check', '.'] }),
  part({ name: 'lint', bin: 'oxlint', args: ['--type-aware', '--deny-warnings', '.'] }),
  ...rooms.map((room) => part({ name: `types ${room}`, bin: 'tsc', args: ['-p', room] })),
  roomsPart(),
  part({ name: 'unused', bin: 'knip', args: ['--no-progress'] }),
];
if (results.includes(false)) process.exitCode = 1;
