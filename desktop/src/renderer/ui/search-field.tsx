import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from './class-names.ts';

const SETTLE_MS = 150;

/** Searches as one types, once the typing rests for a moment. Esc empties it. */
export function SearchField({
  label,
  value,
  onSearch,
  after,
  className,
}: {
  label: string;
  value: string;
  onSearch: (text: string) => void;
  after: (ms: number, run: () => void) => () => void;
  className?: string;
}) {
  /** What is typed and not searched for yet; undefined while nothing is. */
  const [typed, setTyped] = useState<string>();
  useEffect(() => {
    if (typed === undefined) return undefined;
    return after(SETTLE_MS, () => {
      onSearch(typed);
      setTyped(undefined);
    });
  }, [after, onSearch, typed]);
  const text = typed ?? value;
  return (
    <label
      className={classNames(
        'flex h-8 items-center gap-1.5 rounded-m border border-line bg-raised px-2 focus-within:border-line-control',
        className,
      )}
    >
      <Search aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={500}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          event.stopPropagation();
          setTyped('');
        }}
        className="min-w-0 flex-1 bg-transparent text-13 outline-none [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  );
}
