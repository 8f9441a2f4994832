import { searchWords, type AllWorkRows, type DeviceDatabase } from '#core/storage/index.ts';
import { fitsWikiLink, isSameTitle, wikiLinks } from '#rpc/note-links.ts';
import type { LinkTarget, NamedTarget } from '#rpc/notes.ts';

interface NamedNote {
  id: string;
  title: string;
}

/** Who links to what, read from the texts themselves by the full-text index. */
export interface NoteLinks {
  /** Notes that link to a row, by title. */
  to(target: LinkTarget): NamedNote[];
  /** Notes that name a title in `[[…]]`, but one. */
  toTitle(asked: { title: string; except: string }): NamedNote[];
  targets(asked: { search: string; limit: number }): NamedTarget[];
  byTitle(title: string): NamedNote[];
}

/** Texts that are read for one question at most, and links that are told. */
const READ_AT_MOST = 2_000;
const TOLD_AT_MOST = 200;

/** The words of a text one after the other, as the index finds them; undefined where it has none. */
function phrase(text: string): string | undefined {
  return searchWords(text) === undefined ? undefined : `content : "${text.replaceAll('"', ' ')}"`;
}

export function createNoteLinks({ database, rows }: { database: DeviceDatabase; rows: AllWorkRows }): NoteLinks {
  const { $client: sqlite } = database.db;
  type Text = NamedNote & { content: string };
  const byPhrase = sqlite.prepare<{ phrase: string; most: number }, Text>(`
    select id, title, content from notes where row_key in (select rowid from notes_fts where notes_fts match @phrase limit +@most)
    order by title collate nocase, row_key
  `);
  const byPiece = sqlite.prepare<{ piece: string; most: number }, Text>(`
    select id, title, content from notes where instr(content, @piece) order by title collate nocase, row_key limit +@most
  `);
  const byTitle = sqlite.prepare<{ title: string }, NamedNote>(
    'select id, title from notes where title = @title collate nocase order by updated_at desc limit 50',
  );
  const match = (table: 'notes' | 'tasks' | 'projects', name: 'title' | 'name', open: string) => ({
    table,
    name,
    found: sqlite.prepare<{ words: string; limit: number }, NamedNote>(`
      select id, ${name} as title from ${table}
      where row_key in (select rowid from ${table}_fts where ${table}_fts match @words) ${open}
      order by updated_at desc limit +@limit
    `),
    newest: sqlite.prepare<{ limit: number }, NamedNote>(
      `select id, ${name} as title from ${table} where 1 ${open} order by updated_at desc limit +@limit`,
    ),
  });
  const kinds = [
    match('notes', 'title', ''),
    match('tasks', 'title', `and status in ('todo', 'in_progress')`),
    match('projects', 'name', `and status = 'active'`),
  ];

  function* texts(piece: string): Generator<Text> {
    const words = phrase(piece);
    if (words === undefined) yield* byPiece.iterate({ piece, most: READ_AT_MOST });
    else yield* byPhrase.iterate({ phrase: words, most: READ_AT_MOST });
  }

  function linking({ piece, links }: { piece: string; links: (text: string) => boolean }): NamedNote[] {
    const found: NamedNote[] = [];
    for (const { id, title, content } of texts(piece)) {
      if (links(content)) found.push({ id, title });
      if (found.length === TOLD_AT_MOST) break;
    }
    return found;
  }

  function toTitle({ title, except }: { title: string; except: string }): NamedNote[] {
    if (!fitsWikiLink(title)) return [];
    const names = (text: string): boolean => wikiLinks(text).some((link) => isSameTitle(link.title, title));
    return linking({ piece: title, links: names }).filter(({ id }) => id !== except);
  }

  return {
    toTitle,
    to({ table, id }) {
      const address = `#/${table}/${id}`;
      const byAddress = linking({ piece: id, links: (text) => text.includes(address) });
      if (table !== 'notes') return byAddress;
      const title = rows.notes.stored(id)?.['title'];
      const named = typeof title === 'string' ? toTitle({ title, except: id }) : [];
      const all = new Map([...named, ...byAddress].map((note) => [note.id, note]));
      all.delete(id);
      return [...all.values()];
    },
    targets({ search, limit }) {
      const words = searchWords(search);
      if (search.trim() !== '' && words === undefined) return [];
      return kinds
        .flatMap(({ table, name, found, newest }) => {
          const named = words === undefined ? newest.all({ limit }) : found.all({ words: `${name} : (${words})`, limit });
          return named.map((row) => ({ table, ...row }));
        })
        .slice(0, 2 * limit);
    },
    byTitle: (title) => byTitle.all({ title: title.trim() }),
  };
}
