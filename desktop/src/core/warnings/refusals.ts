import type { NewWarning } from './warnings.ts';

/** What the wire may name; whatever else it says is not repeated to the user. */
const knownActions = new Set([
  'select',
  'get',
  'insert',
  'update',
  'delete',
  'vector_upsert',
  'vector_search',
  'ui.navigate_to',
  'ui.open_item',
  'ui.notify',
  'list_directory',
  'read_file_content',
]);

const sentences: Record<string, string> = {
  run_not_granted: 'The backend acted for a request that you did not make.',
  run_closed: 'The backend acted for a request that had ended.',
  unknown_action: 'The backend asked for something that this device does not do.',
  unknown_table: 'The backend asked for a table that is none of your work.',
  action_not_granted: 'The backend asked for something that this device does not grant.',
  id_conflict: 'The backend used the name of one call for another.',
  quota_exceeded: 'The backend asked for more than this device keeps for you to decide.',
  agent_run: 'The backend wanted to run an agent that you did not allow.',
  event: 'The backend told of a run that you did not ask for.',
  bad_frame: 'The backend sent something that cannot be read.',
};

/** A refused frame as a warning: equal ones are one, whatever names they carry. */
export function refusal({
  code,
  action,
  runId,
}: {
  code: string;
  action?: string | undefined;
  runId?: string | undefined;
}): NewWarning {
  const named = action !== undefined && knownActions.has(action) ? action : undefined;
  return {
    kind: 'refused',
    topic: `refused ${code} ${named ?? ''}`,
    code,
    action: named,
    runId,
    sentence: `${sentences[code] ?? 'The backend asked for what it may not.'} Nothing was done.`,
  };
}
