import { backendFrameSchema, callIdSchema, FRAME_BYTES, type BackendFrame } from '@adiuva/shared-protocol';
import { errorFields, resultText } from '#core/device-tools/index.ts';

/** A frame as it was read. A bad one may still have to be answered: a `tool_call` with a usable id always is. */
export type ReadFrame = { kind: 'frame'; frame: BackendFrame; text: string } | { kind: 'bad'; reply: string | undefined };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is a bad frame like any other.
    return undefined;
  }
}

/** The answer to a `tool_call` that fails its schema, where it has an id to answer to. */
function replyToBadCall(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'tool_call') return undefined;
  const id = callIdSchema.safeParse('id' in value ? value.id : undefined);
  if (!id.success) return undefined;
  const runId = 'run_id' in value && typeof value.run_id === 'string' ? value.run_id : '';
  const fields = errorFields({ code: 'invalid_data', message: 'The call does not fit its schema. Nothing was done.' });
  const reply = resultText({ id: id.data, runId, fields });
  return Buffer.byteLength(reply) <= FRAME_BYTES ? reply : resultText({ id: id.data, runId: '', fields });
}

/** Reads one text frame of the backend. Never throws, whatever it is given. */
export function readFrame(text: string): ReadFrame {
  const value = parseJson(text);
  const parsed = backendFrameSchema.safeParse(value);
  return parsed.success ? { kind: 'frame', frame: parsed.data, text } : { kind: 'bad', reply: replyToBadCall(value) };
}
