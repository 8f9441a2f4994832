import { Check } from 'lucide-react';
import { classNames } from '#renderer/ui/index.ts';

/** Takes a row into the selection, or out of it. Keys have `x` for it. */
export function SelectMark({ selected, shown, onSelect }: { selected: boolean; shown: boolean; onSelect: () => void }) {
  return (
    <div role="gridcell" className="-ml-1 inline-flex shrink-0 max-wide:hidden">
      <button
        type="button"
        role="checkbox"
        aria-checked={selected}
        aria-label="Selected"
        tabIndex={-1}
        onClick={onSelect}
        className={classNames(
          'inline-flex size-4 items-center justify-center rounded-s border transition-colors duration-(--quick)',
          selected ? 'border-accent bg-accent text-accent-on' : 'border-line-control bg-raised',
          !selected && !shown && 'row-reveal',
        )}
      >
        {selected && <Check aria-hidden className="size-3" strokeWidth={3} />}
      </button>
    </div>
  );
}
