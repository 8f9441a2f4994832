import { classNames } from './class-names.ts';

/** A shortcut in keys: `g c` is two keys one after the other. */
export function Keys({ of, className }: { of: string; className?: string }) {
  return (
    <span className={classNames('inline-flex items-center gap-1', className)}>
      {of.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-s border border-line-strong bg-surface px-1 font-sans text-11 text-ink-2"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
