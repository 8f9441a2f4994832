import { DeviceRefusal } from '#backend/agents/index.ts';
import { EmbeddingUnavailable, isWholeVector, type Embedder, type EmbedRequest } from '#backend/models/index.ts';
import type { Sql } from '#backend/storage/database.ts';
import { findCapabilities } from '#backend/storage/device-repository.ts';

/** A text as the device's own index of meaning compares it. */
export interface TextVector {
  model: string;
  vector: number[];
}

/** Makes the vector of a text. @throws DeviceRefusal with code `no_meaning`; the signal's reason when it aborts. */
export type NoteMeaning = (text: string) => Promise<TextVector>;

const CAPABILITY = 'embed:';

/**
 * Vectors for one device: of the one embedding model that it named in its newest hello, and of no other, because vectors of
 * two models cannot be compared.
 */
export function createNoteMeaning({
  sql,
  embedder,
  device: { userId, deviceId },
  owner,
  signal,
}: {
  sql: Sql;
  embedder: Embedder;
  device: { userId: string; deviceId: string };
  owner: EmbedRequest['owner'];
  signal: AbortSignal;
}): NoteMeaning {
  return async (text) => {
    const capabilities = await findCapabilities({ sql, userId, deviceId });
    const model = capabilities.find((name) => name.startsWith(CAPABILITY))?.slice(CAPABILITY.length);
    if (model === undefined) throw noMeaning('The user’s device does not search by meaning.');
    const vector = await embedOne({ embedder, request: { model, texts: [text], owner, signal } });
    if (!isWholeVector(vector)) throw noMeaning(`The model ${model} gave no vector that can be used.`);
    if (vector.every((value) => value === 0)) throw noMeaning('There is no word in this text.');
    return { model, vector: [...vector] };
  };
}

async function embedOne({
  embedder,
  request,
}: {
  embedder: Embedder;
  request: EmbedRequest;
}): Promise<readonly number[] | undefined> {
  try {
    const [vector] = await embedder.embed(request);
    return vector;
  } catch (error) {
    if (error instanceof EmbeddingUnavailable) throw noMeaning(error.message);
    throw error;
  }
}

function noMeaning(message: string): DeviceRefusal {
  return new DeviceRefusal({ code: 'no_meaning', message });
}
