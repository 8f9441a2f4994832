import type Database from 'better-sqlite3';
import { RECOVERY_KEY } from './set-aside.ts';

/**
 * Settings of the device rather than of its content: who it is, how it reaches its backend, and by which model notes may
 * be embedded. They stay when the content is replaced. `store_id` is made anew, and a recovery is over.
 */
const DEVICE_SETTINGS = ['device_id', 'backend_account', 'embed_model'];
const NEVER_RESTORED = ['store_id', RECOVERY_KEY];

const quoted = (keys: readonly string[]): string => keys.map((key) => `'${key}'`).join(', ');

/** What makes room in `main` for the rows of `snapshot`, and whether a row of `main` that is left wins over its twin. */
export interface Merge {
  prepare(sqlite: Database.Database, snapshot: { takenAt: number }): void;
}

/**
 * The tables in which something of the present stays. All others become what the snapshot has.
 *
 * What left the device has left it, whatever is restored: the ledger, the runs that it names, and the names by which
 * others know things here only grow. A rule that the user set for a client after the snapshot was taken is the user's
 * newer word: nobody's rows leave again because something else was restored. An embedding is true for its text for good,
 * and a provider's cost money: both sides' are kept.
 */
export const merges: ReadonlyMap<string, Merge> = new Map<string, Merge>([
  [
    'ledger',
    {
      prepare(sqlite) {
        sqlite.exec(`delete from main.ledger where exists (select 1 from snapshot.ledger s
          where s.run_id = ledger.run_id and s.call_id = ledger.call_id and s.at = ledger.at and s.seq = ledger.seq)`);
        // An entry of another life of this database may have the same number: it goes behind all others.
        sqlite.exec(`update main.ledger set seq = seq
          + (select max(seq) from (select max(seq) seq from main.ledger union all select max(seq) from snapshot.ledger))
          where seq in (select seq from snapshot.ledger)`);
      },
    },
  ],
  [
    'runs',
    {
      prepare(sqlite) {
        sqlite.exec(`delete from main.runs where run_id in (select run_id from snapshot.runs)
          or run_id not in (select run_id from main.ledger)`);
      },
    },
  ],
  [
    'pseudonyms',
    {
      prepare(sqlite) {
        sqlite.exec(`delete from main.pseudonyms where token in (select token from snapshot.pseudonyms)
          or (kind, value) in (select kind, value from snapshot.pseudonyms)`);
      },
    },
  ],
  [
    'client_rules',
    {
      prepare(sqlite, { takenAt }) {
        sqlite.prepare('delete from main.client_rules where set_at <= ?').run(takenAt);
      },
    },
  ],
  [
    'app_notices',
    {
      prepare(sqlite) {
        // What the user dismissed does not come back, and what they have not read is still to be read.
        sqlite.exec('delete from snapshot.app_notices');
      },
    },
  ],
  [
    'note_embeddings',
    {
      prepare(sqlite) {
        sqlite.exec(`delete from snapshot.note_embeddings
          where (note_id, model, content_sha256) in (select note_id, model, content_sha256 from main.note_embeddings)`);
        // A number that both gave stands for two texts: those that come back go behind all others.
        sqlite.exec(`update snapshot.note_embeddings set key = key
          + (select max(key) from (select max(key) key from main.note_embeddings union all select max(key) from snapshot.note_embeddings))
          where key in (select key from main.note_embeddings)`);
      },
    },
  ],
  [
    'settings',
    {
      prepare(sqlite) {
        sqlite.exec(`delete from main.settings where key not in (${quoted(DEVICE_SETTINGS)})`);
        // In the copy that is attached, not in the snapshot itself.
        sqlite.exec(`delete from snapshot.settings where key in (${quoted(NEVER_RESTORED)})`);
      },
    },
  ],
]);
