import { toolCallSchema, type BackendFrameOf } from '@adiuva/shared-protocol';
import { DeviceRefusal, type DeviceAnswer } from '#backend/agents/index.ts';
import type { ToolResult } from './device-calls.ts';
import { clip } from './readable.ts';

export const SENTENCE_CHARACTERS = 2_000;
const WRITES = new Set(['insert', 'update', 'delete']);

/** A stored frame is sent as it is, not as a schema would write it anew. */
export function isToolCall(frame: unknown): frame is BackendFrameOf<'tool_call'> {
  return toolCallSchema.safeParse(frame).success;
}

/** The frame of a call that was stored. */
export function readCall({ id, frame }: { id: string; frame: unknown }): BackendFrameOf<'tool_call'> {
  if (!isToolCall(frame)) throw new Error(`the stored call ${id} cannot be read`);
  return frame;
}

/** What the device said: an answer of the kind that the action has, or why not. */
export function interpret({ result, action }: { result: ToolResult; action: string }): DeviceAnswer | DeviceRefusal {
  if (result.error !== undefined) {
    return new DeviceRefusal({
      code: result.code ?? 'internal',
      message: clip({ text: result.error, characters: SENTENCE_CHARACTERS }) || 'The device gave no reason.',
    });
  }
  if (fits({ result, action })) {
    const { row, rows, total, results, deleted, ok, truncated } = result;
    return { row, rows, total, results, deleted, ok, ...(Array.isArray(truncated) ? { cutFields: truncated } : {}) };
  }
  const wasWritten = WRITES.has(action) ? ' It may have been done: read before repeating.' : '';
  return new DeviceRefusal({ code: 'internal', message: `The device answered something else than was asked.${wasWritten}` });
}

function fits({ result, action }: { result: ToolResult; action: string }): boolean {
  if (action.startsWith('ui.') || action === 'vector_upsert') return result.ok === true;
  if (action === 'vector_search') return result.results !== undefined;
  if (action === 'select') return result.rows !== undefined;
  return action === 'delete' ? result.deleted === true : result.row !== undefined;
}

export function noDevice(): DeviceRefusal {
  return new DeviceRefusal({
    code: 'no_answer',
    message: 'The user has no device that could be asked. Nothing was done. Tell the user to open the app.',
  });
}

export function noAnswer({ action, wasSent }: { action: string; wasSent: boolean }): DeviceRefusal {
  const what = wasSent ? 'The user’s device did not answer in time.' : 'The user’s device does not answer, so it was not asked.';
  const wasWritten = wasSent && WRITES.has(action) ? ' It may have been done: read before repeating.' : '';
  return new DeviceRefusal({ code: 'no_answer', message: `${what}${wasWritten} Tell the user to check that the app is open.` });
}
