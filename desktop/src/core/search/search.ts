import type { Meaning } from '#core/meaning/index.ts';
import { among, equals, type WorkReader } from '#core/storage/index.ts';
import type { FoundNote, SearchSettings } from '#rpc/search.ts';
import { excerptOf } from './excerpt.ts';
import type { NoteRanking } from './note-ranking.ts';

/** Neighbours that are looked at for a question of the user's. */
const NEIGHBOURS = 100;
const EXCERPT = 240;

/** Finds notes for the user. */
export interface Search {
  notes(asked: {
    text: string;
    project_id?: string | undefined;
    limit: number;
  }): Promise<{ items: FoundNote[]; by_meaning: boolean }>;
  settings(): SearchSettings;
  /** @throws DeviceError `invalid_data` */
  setSettings(change: Pick<SearchSettings, 'embed_model'>): SearchSettings;
}

export function createSearch({
  meaning,
  ranking,
  reader,
}: {
  meaning: Meaning;
  ranking: NoteRanking;
  reader: WorkReader;
}): Search {
  return {
    async notes({ text, project_id: projectId, limit }) {
      const vector = await meaning.vectorOf(text);
      const neighbours = vector
        ? await meaning.nearest({ vector, limit: NEIGHBOURS, projectId }).catch(() => undefined)
        : undefined;
      const { notes, words } = ranking.rank({ text, vector, neighbours: neighbours ?? [] });
      const stems = words.map(({ stem }) => stem);
      const items: FoundNote[] = [];
      // What is not of the project drops out, so a page may take more than one look.
      for (let at = 0; at < notes.length && items.length < limit; at += limit) {
        const part = notes.slice(at, at + limit);
        const inProject = projectId === undefined ? [] : [equals('project_id', projectId)];
        const conditions = [among(part.map(({ noteId }) => noteId)), ...inProject];
        const { rows } = reader.select({ table: 'notes', conditions, limit: part.length });
        const byId = new Map(rows.map((row) => [row.id, row]));
        for (const { noteId, score, why } of part) {
          const row = byId.get(noteId);
          if (!row || !('content' in row && 'title' in row)) continue;
          items.push({
            id: noteId,
            title: row.title,
            project_id: row.projectId,
            updated_at: row.updatedAt,
            excerpt: excerptOf({ text: row.content, stems, length: EXCERPT }),
            score,
            why,
          });
        }
      }
      return { items: items.slice(0, limit), by_meaning: neighbours !== undefined };
    },
    settings: () => meaning.settings(),
    setSettings: (change) => meaning.setSettings(change),
  };
}
