/**
 * How often a note is found by its topic's words, inflected and misspelt, in English and Italian: by the offline embedding
 * alone, by full text alone, and by both, through the core. `--json` prints `{name, value, unit, aim}` a line.
 */
import { createRouterClient } from '@orpc/server';
import { recallCases, recallOf, recallOfRanks, type Recall } from '@adiuva/reading/bench/recall';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChangeFeed } from '#core/change-feed/index.ts';
import { systemClock } from '#core/clock.ts';
import { composeData } from '#core/compose-data.ts';
import { createCore } from '#core/create-core.ts';
import { fixedAccessToken } from '#core/ports/access-tokens.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createMemorySecrets } from '#core/ports/secrets.ts';
import { createNoteRanking } from '#core/search/index.ts';

type Which = keyof typeof recallCases;

function print({ by, which, recall }: { by: string; which: Which; recall: Recall }): void {
  const of = which === 'tuned' ? 'tuned on' : 'held out';
  for (const [at, value] of [
    ['1', recall.recallAt1],
    ['3', recall.recallAt3],
    ['10', recall.recallAt10],
  ] as const) {
    const figure = {
      name: `notes found among the first ${at}, ${by}, ${recall.questions} questions ${of}`,
      value: Number(value.toFixed(3)),
      unit: 'share',
      aim: '',
    };
    process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(figure)}\n` : `${figure.name}: ${figure.value}\n`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'adiuva-bench-'));
try {
  const clock = systemClock();
  const core = createCore({
    ports: { accessTokens: fixedAccessToken(undefined), secrets: createMemorySecrets(), logger: createMemoryLogger() },
    paths: { device: folder },
    clock,
    backendUrl: undefined,
    version: '0.0.0-bench',
  });
  const rpc = createRouterClient(core.router);
  const ids = new Map<object, string>();
  for (const each of [...recallCases.tuned, ...recallCases.heldOut])
    ids.set(each, (await rpc.notes.create({ title: each.title || 'Note', content: each.content })).id);
  while ((await rpc.search.settings()).state.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 20));

  for (const which of ['tuned', 'heldOut'] as const) {
    print({ by: 'by the offline embedding alone', which, recall: recallOf(which) });
    const ranks: number[] = [];
    for (const each of recallCases[which])
      for (const text of each.questions) {
        const { items } = await rpc.search.notes({ text, limit: 10 });
        ranks.push(items.findIndex(({ id }) => id === ids.get(each)));
      }
    print({ by: 'by both', which, recall: recallOfRanks(ranks) });
  }
  await core.dispose();

  // Without a vector the same ranking has words alone.
  const data = composeData({ folder, clock, feed: createChangeFeed(), logger: createMemoryLogger() });
  const ranking = createNoteRanking({
    database: data.database,
    meaning: { model: () => 'offline:rules', cosines: () => new Map() },
  });
  for (const which of ['tuned', 'heldOut'] as const) {
    const ranks = recallCases[which].flatMap((each) =>
      each.questions.map((text) => {
        const { notes } = ranking.rank({ text, vector: undefined, neighbours: [] });
        return notes.slice(0, 10).findIndex(({ noteId }) => noteId === ids.get(each));
      }),
    );
    print({ by: 'by full text alone', which, recall: recallOfRanks(ranks) });
  }
  data.dispose();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
