import { isToolAction } from '@adiuva/shared-protocol';
import type { NewWarning } from './warnings.ts';

const sentences: Record<string, string> = {
  run_not_granted: 'The backend acted for a request that you did not make.',
  run_closed: 'The backend acted for a request that had ended.',
  unknown_action: 'The backend asked for something that this device does not do.',
  unknown_table: 'The backend asked for a table that is none of your work.',
  action_not_granted: 'The backend asked for something that this device does not grant.',
  id_conflict: 'The backend used the name of one call for another.',
  too_much_shown: 'The backend wanted to show you more than one run, or one minute, may.',
  quota_exceeded: 'The backend asked for more than this device keeps for you to decide.',
  agent_run: 'The backend wanted to run an agent that you did not allow.',
  event: 'The backend told of a run that you did not ask for.',
  bad_frame: 'The backend sent something that cannot be read.',
};

/** A refused frame as a warning: equal ones are one, and what the wire made up is not repeated to the user. */
export function refusal({
  code,
  action,
  runId,
}: {
  code: string;
  action?: string | undefined;
  runId?: string | undefined;
}): NewWarning {
  const named = action !== undefined && isToolAction(action) ? action : undefined;
  const saidAs = code === 'quota_exceeded' && named?.startsWith('ui.') ? 'too_much_shown' : code;
  return {
    kind: 'refused',
    topic: `refused ${code} ${named ?? ''}`,
    code,
    action: named,
    runId,
    sentence: `${sentences[saidAs] ?? 'The backend asked for what it may not.'} Nothing was done.`,
  };
}
