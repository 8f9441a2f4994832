import { Trash2 } from 'lucide-react';
import { Reading } from '#renderer/reading.tsx';
import type { Failure } from '#renderer/rpc-client.ts';
import { Button, EmptyState, Problem } from '#renderer/ui/index.ts';
import { goTo } from '#renderer/use-route.ts';

/** Stands where a client or project would, until it is read and when it is gone. */
export function PlaceAway({
  noun,
  failure,
  onRetry,
}: {
  noun: 'client' | 'project';
  failure: Failure | undefined;
  onRetry: () => void;
}) {
  if (failure?.kind === 'not_found')
    return (
      <EmptyState icon={<Trash2 />} title={`This ${noun} is no longer there`}>
        <p>It was deleted, or its making was undone.</p>
        <Button className="mt-4" onClick={() => goTo({ view: 'projects' })}>
          Show all {noun}s
        </Button>
      </EmptyState>
    );
  return (
    <div className="px-6 py-6">
      {failure && failure.kind !== 'core_away' ? (
        <Problem onRetry={onRetry}>{failure.sentence}</Problem>
      ) : (
        <Reading label={`Reading the ${noun}…`} />
      )}
    </div>
  );
}
