import { z } from 'zod';
import { DeviceError } from '#core/device-error.ts';
import type { Meaning } from '#core/meaning/index.ts';
import type { PrivacyView } from '#core/privacy/index.ts';
import { excerptOf, LEAST_SCORE, questionWords, type NoteRanking, type RankedNote } from '#core/search/index.ts';
import { among, equals, type WorkReader } from '#core/storage/index.ts';
import type { Neighbour } from '#core/vectors/index.ts';
import { checkedData } from './checked-data.ts';
import { fitRows } from './fit-frame.ts';
import type { ToolCall } from './payload.ts';
import type { ToolAnswer } from './tool-answer.ts';
import { readVectorFilters, readVectorOf } from './vector-call.ts';

const DEFAULT_NOTES = 8;
const MAX_NOTES = 50;

/** What is told of a note: enough to see whether it is the one, never the whole of a long one. */
const CONTENT = 800;

/** What is looked up before the call is answered; more than is asked for, as some may not be seen. */
export interface VectorLookup {
  vector: Float32Array;
  limit: number;
  projectId: string | undefined;
}

const SPARE = 4;

/** What `vector_search` stands on. */
export interface VectorSearchPowers {
  meaning: Pick<Meaning, 'model'>;
  ranking: NoteRanking;
  reader: WorkReader;
}

const dataSchema = z.strictObject({ query: z.string().min(1).max(2_000).nullish() });

function limitOf({ limit }: ToolCall): number {
  return Math.min(limit ?? DEFAULT_NOTES, MAX_NOTES);
}

/** What a call asks to look up. @throws DeviceError what the call's own check says */
export function lookupOf({ call, meaning }: { call: ToolCall; meaning: Pick<Meaning, 'model'> }): VectorLookup {
  const vector = readVectorOf({ call, current: meaning.model() });
  const { projectId } = readVectorFilters(call);
  return { vector, limit: Math.max(100, limitOf(call) * SPARE), projectId };
}

/**
 * `vector_search`: notes by nearness, or with a query by nearness and words; hidden notes are not found. A note in which
 * values are replaced is found by its words alone: how near a vector comes to it would tell what the values are.
 * @throws DeviceError `stale_vector_model`, `invalid_data`, `invalid_filter` at once; what it answers does the reading
 */
export function searchVectors({
  call,
  neighbours,
  view,
  powers: { meaning, ranking, reader },
}: {
  call: ToolCall;
  /** Undefined: they could not be looked up. */
  neighbours: readonly Neighbour[] | undefined;
  view: PrivacyView;
  powers: VectorSearchPowers;
}): () => ToolAnswer {
  const { vector, projectId } = lookupOf({ call, meaning });
  const { query } = checkedData({ schema: dataSchema, data: call.data ?? {}, action: 'vector_search' });
  const asked = query ? { search: query } : {};
  const { search: meant } = (view.isOpen ? asked : view.incoming(asked)) as { search?: string };
  const limit = limitOf(call);
  return () => {
    if (!neighbours && meant === undefined)
      throw new DeviceError('busy', 'The device cannot search by meaning just now. Nothing was read; try again.');
    const { notes } = ranking.rank({ text: meant, vector: neighbours && vector, neighbours: neighbours ?? [] });
    const inProject = projectId === undefined ? [] : [equals('project_id', projectId)];
    const visible = view.isOpen ? [] : view.conditions('notes', asked);
    const stems = questionWords(query ?? '').map(({ stem }) => stem);
    const found: { result: { id: string; content: string; score: number }; revision: number; replaced: number }[] = [];
    let looked = 0;

    function take(
      { noteId, score, byWords }: RankedNote,
      row: ReturnType<WorkReader['select']>['rows'][number] | undefined,
    ): void {
      if (!row) return;
      const out = view.isOpen ? { row, replaced: 0 } : view.outgoing({ table: 'notes', row });
      if (!('content' in out.row && 'title' in out.row)) return;
      const counted = out.replaced > 0 ? byWords : score;
      if (out.replaced > 0 && counted < LEAST_SCORE) return;
      const text = excerptOf({ text: out.row.content, stems, length: CONTENT });
      const result = { id: noteId, content: `${out.row.title}\n${text}`, score: Number(counted.toFixed(4)) };
      found.push({ result, revision: row.revision, replaced: out.replaced });
    }

    for (; looked < notes.length && found.length < limit; looked += Math.max(1, limit)) {
      const part = notes.slice(looked, looked + limit);
      const conditions = [among(part.map(({ noteId }) => noteId)), ...inProject, ...visible];
      const { rows } = reader.select({ table: 'notes', conditions, limit: part.length });
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const note of part) take(note, byId.get(note.noteId));
    }
    const best = found.toSorted((a, b) => b.result.score - a.result.score).slice(0, limit);
    const { json, bytes } = fitRows(best.map(({ result }) => result));
    const kept = best.slice(0, json.length);
    const seen = [among(notes.slice(0, looked).map(({ noteId }) => noteId)), ...inProject];
    return {
      fields: `"results":[${json.join()}]`,
      rows: kept.map(({ result: { id }, revision }) => ({ id, revision })),
      bytes,
      withheld: view.isOpen ? 0 : view.withheld({ table: 'notes', conditions: seen }),
      replaced: kept.reduce((sum, { replaced }) => sum + replaced, 0),
    };
  };
}
