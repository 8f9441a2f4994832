import { attachmentSchema } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import { refusalOf, type BackendAnswer } from './backend-http.ts';
import type { BackendQuestion } from './connection.ts';

/** What a file takes on a slow line, in milliseconds. */
const PATIENCE_MS = 180_000;

/** Refusals that are about this very file; all others are about the moment. */
const ABOUT_FILE: ReadonlySet<number> = new Set([413, 415, 422]);

/**
 * Gives a file to the backend.
 * @throws DeviceError `invalid_data`: it does not take this file; `busy`: not now, with a sentence that says why
 */
export async function uploadAtBackend({
  ask,
  name,
  content,
}: {
  ask: (request: BackendQuestion) => Promise<BackendAnswer & { url: string }>;
  name: string;
  content: Blob;
}): Promise<{ id: string; expiresAt: number }> {
  const form = new FormData();
  form.append('file', content, name);
  const { url, ...answer } = await ask({ method: 'POST', path: '/api/v1/attachments', form, patienceMs: PATIENCE_MS });
  if (answer.status !== 201 && answer.status !== 200) {
    const { message } = refusalOf({ url, answer });
    throw new DeviceError(ABOUT_FILE.has(answer.status) ? 'invalid_data' : 'busy', message);
  }
  const kept = attachmentSchema.safeParse(answer.body);
  if (!kept.success) throw new DeviceError('busy', 'The backend’s answer is not what was asked for, so the file was not sent.');
  return { id: kept.data.attachment_id, expiresAt: kept.data.expires_at };
}
