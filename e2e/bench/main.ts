/** `npm run bench`: ratios taken in one run, processes apart, over loopback. Figures and aims; nothing here fails. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '#e2e/fixtures/node-process.ts';
import { benchChatTurn } from './chat-turn.ts';
import { benchJournal } from './journal.ts';
import type { Figure } from './measure.ts';
import { benchPage } from './page.ts';
import { benchToolCalls } from './tool-calls.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

function print(figure: Figure): void {
  if (values.json) process.stdout.write(`${JSON.stringify(figure)}\n`);
  else process.stdout.write(`${figure.name}: ${figure.value} ${figure.unit}${figure.aim ? ` (aim ${figure.aim})` : ''}\n`);
}

for (const bench of [benchToolCalls, benchChatTurn, benchJournal, benchPage]) {
  for (const figure of await bench()) print(figure);
}

// These measure what is inside a room, each in a process of its own.
const flags = values.json ? ['--json'] : [];
for (const room of [
  'backend/bench/main.ts',
  'desktop/src/core/bench/policy.ts',
  'desktop/src/core/bench/work-lists.ts',
  'desktop/src/core/bench/note-search.ts',
  'desktop/src/core/bench/recall.ts',
  'reading/bench/main.ts',
]) {
  const { status } = spawnSync(process.execPath, [join(repository, room), ...flags], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
