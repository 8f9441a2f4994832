import { embedResultSchema, problemSchema, type EmbedRequest } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import { refusalOf, type BackendAnswer } from './backend-http.ts';

/** Refusals that are about these very texts; all others are about the moment, or the model. */
const ABOUT_TEXTS: ReadonlySet<number> = new Set([413, 422]);

/**
 * Has the backend embed texts by one model and no other.
 * @throws DeviceError `invalid_data`: it does not take these texts; `busy`: it cannot now, with a sentence that says why
 */
export async function embedAtBackend({
  ask,
  texts,
  model,
}: {
  ask: (request: EmbedRequest) => Promise<BackendAnswer & { url: string }>;
  texts: string[];
  model: string;
}): Promise<number[][]> {
  const { url, ...answer } = await ask({ texts, model });
  if (answer.status !== 200) {
    const { message } = refusalOf({ url, answer });
    const isAboutModel = problemSchema.safeParse(answer.body).data?.code.startsWith('model_') === true;
    throw new DeviceError(ABOUT_TEXTS.has(answer.status) && !isAboutModel ? 'invalid_data' : 'busy', message);
  }
  const read = embedResultSchema.safeParse(answer.body);
  if (!read.success || !('vectors' in read.data) || read.data.vectors.length !== texts.length)
    throw new DeviceError('busy', 'The backend’s answer is not what was asked for, so nothing of it was kept.');
  if (read.data.model !== model)
    throw new DeviceError('busy', `The backend embedded by ${read.data.model}, not by ${model}. Nothing of it was kept.`);
  return read.data.vectors;
}
