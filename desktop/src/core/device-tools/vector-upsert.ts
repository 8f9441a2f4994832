import { DeviceError } from '#core/device-error.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Meaning } from '#core/meaning/index.ts';
import type { PrivacyView } from '#core/privacy/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import { missingRow } from '#core/work/index.ts';
import { readId } from './get-row.ts';
import type { ToolCall } from './payload.ts';
import type { ToolAnswer } from './tool-answer.ts';
import { readVectorOf } from './vector-call.ts';

/** What `vector_upsert` stands on. */
export interface VectorUpsertPowers {
  meaning: Pick<Meaning, 'model' | 'keep'>;
  rows: AllWorkRows;
  journal: Journal;
}

/** An embedding whose data has passed; `run` keeps it. */
export interface CheckedUpsert {
  summary: string;
  run: () => ToolAnswer;
}

/**
 * `vector_upsert`: the embedding of a note whose text this run wrote last. The text is the row's own.
 * @throws DeviceError `stale_vector_model`, `invalid_data`; `not_found`; `action_not_granted`: the run did not write it;
 * `conflict`: somebody wrote on it since
 */
export function checkUpsert({
  call,
  view,
  powers: { meaning, rows, journal },
}: {
  call: ToolCall;
  view: PrivacyView;
  powers: VectorUpsertPowers;
}): CheckedUpsert {
  const vector = readVectorOf({ call, current: meaning.model() });
  const id = readId({ action: 'vector_upsert', data: call.data ?? {} });
  if (!rows.notes.exists(id) || (!view.isOpen && !view.sees({ table: 'notes', id }))) throw missingRow({ table: 'notes', id });
  const writes = journal
    .changesOfRow({ table: 'notes', id })
    .filter(({ active, after }) => active && ('title' in after || 'content' in after));
  const isOwn = ({ actor, runId }: (typeof writes)[number]): boolean => actor === 'run' && runId === call.run_id;
  if (!writes.some(isOwn))
    throw new DeviceError('action_not_granted', 'A run gives the vectors of the notes that it wrote itself. This one is not.');
  const last = writes.at(-1);
  if (!last || !isOwn(last))
    throw new DeviceError('conflict', 'The note was changed since this run wrote it; the device embeds it by itself.');
  return {
    summary: `Keep what the note “${rows.notes.label(id) ?? ''}” is about, for searching`,
    run() {
      meaning.keep({ noteId: id, vector });
      return { fields: '"ok":true', rows: [], bytes: 0, withheld: 0, replaced: 0 };
    },
  };
}
