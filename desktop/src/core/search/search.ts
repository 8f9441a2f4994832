import type { Meaning } from '#core/meaning/index.ts';
import type { Logger } from '#core/ports/logger.ts';
import { among, equals, type WorkReader } from '#core/storage/index.ts';
import type { FoundNote, SearchSettings } from '#rpc/search.ts';
import { excerptOf } from './excerpt.ts';
import type { NoteRanking } from './note-ranking.ts';

/** Neighbours that are looked at for a question of the user's: each costs a vector of 6 KB, which is garbage at once. */
const NEIGHBOURS = 50;
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
  logger,
}: {
  meaning: Meaning;
  ranking: NoteRanking;
  reader: WorkReader;
  logger: Logger;
}): Search {
  const told = new Set<string>();

  /** A question comes with every key that is pressed: what stands in its way is told once. */
  function missed(cause: unknown): undefined {
    const fault = String(cause);
    if (told.has(fault)) return;
    told.add(fault);
    logger.warn('a search has words alone: what is near to it could not be looked up', { fault });
  }

  return {
    async notes({ text, project_id: projectId, limit }) {
      const vector = await meaning.vectorOf(text);
      const near = vector ? meaning.nearest({ vector, limit: Math.max(NEIGHBOURS, limit), projectId }).catch(missed) : undefined;
      // Another thread is busy with what is near: the words are looked up meanwhile.
      const looked = ranking.lookUp(text);
      const neighbours = await near;
      const { notes, words } = ranking.rank({ text, vector, neighbours: neighbours ?? [], looked });
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
