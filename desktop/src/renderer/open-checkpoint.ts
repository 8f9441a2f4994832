import type { AppPowers } from './app-powers.ts';
import { failureOf } from './rpc-client.ts';
import { goTo } from './use-route.ts';

/** Goes to the page of a checkpoint's project, at that checkpoint; says so where it is no longer there. */
export async function openCheckpoint({ core, notices, id }: Pick<AppPowers, 'core' | 'notices'> & { id: string }): Promise<void> {
  try {
    const { projectId } = await core.rpc.checkpoints.get({ id });
    goTo({ view: 'projects', projectId, checkpointId: id });
  } catch (error) {
    const { kind, sentence } = failureOf(error);
    const gone = 'This checkpoint is no longer there: it was deleted, or its making was undone. Activity can bring it back.';
    notices.show({ text: kind === 'not_found' ? gone : sentence, tone: 'problem' });
  }
}
