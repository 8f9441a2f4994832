import { dirname, join } from 'node:path';
import type { ChangeFeed } from './change-feed/index.ts';
import type { Clock } from './clock.ts';
import type { Data } from './compose-data.ts';
import type { Ledger } from './ledger/index.ts';
import { createMeaning, createProviderEmbedder, type EmbeddingBackend, type Meaning } from './meaning/index.ts';
import type { Logger } from './ports/logger.ts';
import type { Privacy } from './privacy/index.ts';
import { createNoteRanking, type NoteRanking } from './search/index.ts';
import { openVectors } from './vectors/index.ts';

/** Beside the database: what is in it can be made anew at any time. */
const INDEX_FOLDER = 'vectors';

/** What notes mean, and how they are found by it. */
export function composeMeaning({
  data: { store, database, settings, rows, journal, ids },
  privacy,
  ledger,
  backend,
  onModel,
  clock,
  feed,
  logger,
}: {
  data: Data;
  privacy: Privacy;
  ledger: Ledger;
  /** What embeds by the model of a provider. */
  backend: EmbeddingBackend;
  /** Another model embeds from now on. */
  onModel: () => void;
  clock: Clock;
  feed: ChangeFeed;
  logger: Logger;
}): { meaning: Meaning; ranking: NoteRanking } {
  const seat = { file: store.file, folder: join(dirname(store.file), INDEX_FOLDER) };
  const meaning = createMeaning({
    database,
    settings,
    vectors: openVectors({ seat, clock, logger }),
    providerEmbedder: (model) =>
      createProviderEmbedder({ model, backend, privacy, ledger, rows, lastSeq: () => journal.lastSeq(), ids, clock }),
    onModel,
    clock,
    feed,
    logger,
  });
  return { meaning, ranking: createNoteRanking({ database, meaning }) };
}
