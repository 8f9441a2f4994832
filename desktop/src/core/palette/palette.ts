import type { DeviceDatabase } from '#core/storage/index.ts';
import { searchWords } from '#core/storage/index.ts';
import type { Found } from '#rpc/palette.ts';

/** Finds anything that the user keeps by the beginnings of its words. */
export interface Palette {
  everything(wish: { text: string; limit: number }): { items: Found[] };
}

interface Hit {
  id: string;
  title: string;
  detail: string | null;
  past: 0 | 1;
}

/** How many of the newest hits are ranked: a word that half of all rows have must cost no more than a rare one. */
const LOOKED_AT = 64;

const kinds = {
  task: {
    index: 'tasks_fts',
    names: 'title',
    rows: `select tasks.id, tasks.title, projects.name as detail, tasks.status = 'done' as past
           from tasks left join projects on projects.id = tasks.project_id where tasks.row_key in`,
  },
  project: {
    index: 'projects_fts',
    names: 'name',
    rows: `select projects.id, projects.name as title, clients.name as detail, projects.status = 'archived' as past
           from projects left join clients on clients.id = projects.client_id where projects.row_key in`,
  },
  client: {
    index: 'clients_fts',
    names: 'name',
    rows: `select clients.id, clients.name as title, clients.industry as detail, 0 as past
           from clients where clients.row_key in`,
  },
  checkpoint: {
    index: 'checkpoints_fts',
    names: 'title',
    rows: `select checkpoints.id, checkpoints.title, projects.name as detail, projects.status = 'archived' as past
           from checkpoints join projects on projects.id = checkpoints.project_id where checkpoints.row_key in`,
  },
  note: {
    index: 'notes_fts',
    names: 'title',
    rows: `select notes.id, notes.title, projects.name as detail, 0 as past
           from notes left join projects on projects.id = notes.project_id where notes.row_key in`,
  },
} as const;
type Kind = keyof typeof kinds;
const kindsInOrder = ['task', 'project', 'client', 'checkpoint', 'note'] as const satisfies readonly Kind[];

/** Letters as full text compares them. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The lower, the better: what begins with the text, then what has it as it is, then what is not past. */
function rankOf({ hit, text }: { hit: Hit; text: string }): number {
  const title = plain(hit.title);
  const place = title === text ? 0 : title.startsWith(text) ? 1 : title.includes(text) ? 2 : 3;
  return place * 2 + hit.past;
}

export function createPalette({ db: { $client: sqlite } }: DeviceDatabase): Palette {
  const statements = kindsInOrder.map((kind) => {
    const { index, rows } = kinds[kind];
    // From the newest, and no further than needed: ranking by SQLite would look at every row that has the words.
    const found = `(select rowid from ${index} where ${index} match @words order by rowid desc limit +@limit)`;
    return { kind, find: sqlite.prepare<{ words: string; limit: number }, Hit>(`${rows} ${found}`) };
  });
  const conversations = sqlite.prepare<{ limit: number }, Hit>(
    'select id, title, null as detail, 0 as past from chat_sessions order by last_activity_at desc limit +@limit',
  );

  function best({ hits, text, limit }: { hits: readonly Hit[]; text: string; limit: number }): Hit[] {
    return hits
      .map((hit, order) => ({ hit, order, rank: rankOf({ hit, text }) }))
      .sort((a, b) => a.rank - b.rank || a.order - b.order)
      .slice(0, limit)
      .map(({ hit }) => hit);
  }

  return {
    everything({ text, limit }) {
      const words = searchWords(text);
      if (words === undefined) return { items: [] };
      const wanted = plain(text.trim());
      const found = ({ id, title, detail, past }: Hit, kind: Found['kind']): Found => ({
        kind,
        id,
        title,
        past: past === 1,
        ...(detail === null ? {} : { detail }),
      });
      const items = statements.flatMap(({ kind, find }) => {
        const { names } = kinds[kind];
        const named = find.all({ words: `{${names}} : (${words})`, limit: LOOKED_AT });
        // Those that have the words elsewhere than in their name come after, and only where there is room.
        const others = named.length >= limit ? [] : find.all({ words, limit: LOOKED_AT });
        const known = new Set(named.map(({ id }) => id));
        const all = [
          ...best({ hits: named, text: wanted, limit }),
          ...best({ hits: others.filter(({ id }) => !known.has(id)), text: wanted, limit }),
        ];
        return all.slice(0, limit).map((hit) => found(hit, kind));
      });
      const parts = wanted.split(/\s+/);
      const talks = conversations
        .all({ limit: 2_000 })
        .filter(({ title }) => parts.every((part) => plain(title).includes(part)))
        .slice(0, limit);
      return { items: [...items, ...talks.map((hit) => found(hit, 'conversation'))] };
    },
  };
}
