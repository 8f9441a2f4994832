import type { Delivery } from '#core/chat/index.ts';
import type { Grants } from '#core/policy/index.ts';
import type { RunIntake, RunRepository } from '#core/runs/index.ts';

/**
 * Ends for this device what another backend than `destination` was asked: a run that was bound over one backend is never
 * gone on with by another, and a message that was written for one is not sent to another. In a transaction.
 */
export function leaveBehind({
  destination,
  grants,
  runs,
  intake,
  delivery,
}: {
  destination: string;
  grants: Grants;
  runs: RunRepository;
  intake: RunIntake;
  delivery: Delivery;
}): void {
  for (const { runId } of runs.unended()) if (grants.isElsewhere({ runId, destination })) intake.leave(runId);
  for (const { requestId } of grants.elsewhere(destination)) {
    delivery.leave(requestId);
    grants.closeRequest({ requestId, reason: 'reset' });
  }
}
