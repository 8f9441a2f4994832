import type { GivenFile } from '#backend/agents/index.ts';
import { seesImages } from '#backend/models/index.ts';
import { readAttachmentsOfRuns, readContents, type StoredAttachment } from '#backend/storage/attachment-repository.ts';
import type { ContentKey } from '#backend/storage/content-keys.ts';
import type { Sql } from '#backend/storage/database.ts';

/** What one request carries of images at most; providers take little more. The newest come first. */
const IMAGE_BYTES = 20 * 1024 * 1024;
const IMAGES = 20;

/** The files that were given along with the messages of these runs, by run, as `model` (`provider:model`) can take them. */
export async function readGivenFiles({
  sql,
  key,
  runIds,
  model,
}: {
  sql: Sql;
  key: ContentKey;
  /** Oldest first. */
  runIds: readonly string[];
  model: string;
}): Promise<ReadonlyMap<string, readonly GivenFile[]>> {
  const stored = await readAttachmentsOfRuns({ sql, key, runIds });
  const shown = seesImages(model) ? newestImages({ stored, runIds }) : [];
  const images = await readContents({ sql, key, ids: shown });
  return new Map(
    runIds.map((runId) => [
      runId,
      stored
        .filter((each) => each.runId === runId)
        .map(({ id, name, contentType, text }) => ({ name, contentType, text, image: images.get(id) })),
    ]),
  );
}

function newestImages({ stored, runIds }: { stored: readonly StoredAttachment[]; runIds: readonly string[] }): string[] {
  let bytes = 0;
  const shown: string[] = [];
  for (const runId of runIds.toReversed()) {
    for (const each of stored) {
      if (each.runId !== runId || each.text !== undefined) continue;
      bytes += each.bytes;
      if (bytes > IMAGE_BYTES || shown.length >= IMAGES) return shown;
      shown.push(each.id);
    }
  }
  return shown;
}
