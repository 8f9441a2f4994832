import { isUtf8 } from 'node:buffer';
import { clientFrameSchema, PROTOCOL_VERSION, type ClientFrame } from '@adiuva/shared-protocol';
import { z } from 'zod';

/** What a message on the socket turned out to be. */
export type ReadFrame = { kind: 'frame'; frame: ClientFrame } | { kind: 'other-version' } | { kind: 'bad'; reason: string };

const helloVersionSchema = z.object({ type: z.literal('device_hello'), protocol: z.number() });

/** Reads a message. A hello of another version is told apart before anything else of it is looked at. */
export function readFrame({ data, isBinary }: { data: Buffer; isBinary: boolean }): ReadFrame {
  if (isBinary) return { kind: 'bad', reason: 'Frames are text, and this one is binary.' };
  if (!isUtf8(data)) return { kind: 'bad', reason: 'The frame is not UTF-8.' };
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return { kind: 'bad', reason: 'The frame is not JSON.' };
  }
  const hello = helloVersionSchema.safeParse(value);
  if (hello.success && hello.data.protocol !== PROTOCOL_VERSION) return { kind: 'other-version' };
  const parsed = clientFrameSchema.safeParse(value);
  if (parsed.success) return { kind: 'frame', frame: parsed.data };
  const faults = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'frame'}: ${issue.message}`);
  return { kind: 'bad', reason: `The frame does not fit its schema. ${faults.join('; ').slice(0, 1_000)}` };
}
