import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { createIds } from '#core/ids.ts';
import { createIntegrity, createJournal, type Actor } from '#core/journal/index.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createAllWorkRows, createSettingsRepository, openDatabase } from '#core/storage/index.ts';
import { createWorkWriter } from '#core/work/index.ts';
import { createFakeClock } from './fake-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const human: Actor = { kind: 'human' };
export const by = (runId: string, agentId?: string): Actor => ({
  kind: 'run',
  runId,
  callId: `${runId}-call`,
  ...(agentId === undefined ? {} : { agentId }),
});

/** The user's work on a real file, with its journal and its check, without the rest of the core. */
export function openWork({ file = join(temporaryFolder(), 'adiuva.sqlite') }: { file?: string } = {}) {
  const database = openDatabase({
    file,
    onFault: (cause) => {
      throw cause;
    },
  });
  onTestFinished(() => {
    if (database.db.$client.open) database.close();
  });
  const rows = createAllWorkRows(database);
  const clock = createFakeClock();
  const ids = createIds(clock);
  const onWrite = (): void => undefined;
  const journal = createJournal({ database, rows, clock, ids, onWrite });
  const integrity = createIntegrity({
    database,
    rows,
    settings: createSettingsRepository(database),
    clock,
    ids,
    logger: createMemoryLogger(),
    onWrite,
    onReport: onWrite,
  });
  const writer = createWorkWriter({ database, rows, journal, clock, ids });
  return {
    file,
    database,
    rows,
    clock,
    ids,
    journal,
    integrity,
    writer,
    undo: (runId: string) => journal.switch({ kind: 'undo', scope: { by: 'run', runId } }),
    redo: (runId: string) => journal.switch({ kind: 'redo', scope: { by: 'run', runId } }),
    /** A full check, run to its end. */
    checkAll: () => {
      integrity.check();
      while (integrity.report().checking) clock.advance(1_000);
      return integrity.report();
    },
    /** What somebody does to the file with an SQL shell, which does not mind references. */
    outside: (...statements: string[]) => {
      const sqlite = new Database(file);
      sqlite.pragma('foreign_keys = OFF');
      for (const statement of statements) sqlite.exec(statement);
      sqlite.close();
    },
  };
}
