import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * What notes mean, by one model each: 1536 numbers as float32, little-endian, of length one (or all zero for a text
 * without a word). `contentSha256` is the hash of `title + "\n" + content` as it was embedded, so a row stays true for
 * that text for good, and is used again when the text comes back. No work row: no journal, no frame names it.
 */
export const noteEmbeddings = sqliteTable(
  'note_embeddings',
  {
    key: integer('key').primaryKey({ autoIncrement: true }),
    noteId: text('note_id').notNull(),
    contentSha256: text('content_sha256').notNull(),
    model: text('model').notNull(),
    vector: blob('vector', { mode: 'buffer' }).notNull(),
  },
  (table) => [uniqueIndex('note_embeddings_text').on(table.noteId, table.model, table.contentSha256)],
);

/**
 * Every note, and the hash of the text that it has now, once its embedding by the model of the setting is there. Triggers
 * on `notes` set it back to `waiting` in the transaction that changes title or content, whoever writes. `hidden`: the user's
 * rules keep it from leaving for that model. `failed`: it was
 * tried `tries` times and is left until it changes or the model does.
 */
export const noteTexts = sqliteTable(
  'note_texts',
  {
    noteId: text('note_id').primaryKey(),
    contentSha256: text('content_sha256'),
    state: text('state', { enum: ['waiting', 'embedded', 'failed', 'hidden'] })
      .notNull()
      .default('waiting'),
    tries: integer('tries').notNull().default(0),
  },
  (table) => [index('note_texts_state').on(table.state, table.noteId)],
);
