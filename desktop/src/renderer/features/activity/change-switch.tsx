import { Redo2, Undo2 } from 'lucide-react';
import type { ChangeEntry, SwitchScope } from '#rpc/activity.ts';
import { Button } from '#renderer/ui/index.ts';

/** Takes one change back, or does it again. */
export function ChangeSwitch({
  change,
  onSwitch,
}: {
  change: Pick<ChangeEntry, 'change_id' | 'active' | 'label'>;
  onSwitch: (request: { scope: SwitchScope; to: 'undo' | 'redo' }) => void;
}) {
  const to = change.active ? 'undo' : 'redo';
  return (
    <Button
      look="quiet"
      aria-label={`${to === 'undo' ? 'Undo' : 'Redo'} this change of “${change.label}”`}
      className="h-5.5 px-1.5 text-12 opacity-0 group-focus-within/change:opacity-100 group-hover/change:opacity-100 max-wide:opacity-100"
      onClick={() => onSwitch({ scope: { by: 'change', change_id: change.change_id }, to })}
    >
      {to === 'undo' ? <Undo2 aria-hidden /> : <Redo2 aria-hidden />}
      {to === 'undo' ? 'Undo' : 'Redo'}
    </Button>
  );
}
