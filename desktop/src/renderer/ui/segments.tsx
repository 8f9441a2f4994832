import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** One of two or three, all of them in sight. */
export function Segments<Value extends string>({
  label,
  value,
  segments,
  onChoose,
}: {
  label: string;
  value: Value;
  segments: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChoose: (value: Value) => void;
}) {
  return (
    <fieldset className="inline-flex rounded-m border border-line bg-canvas p-0.5">
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <label
          key={segment.value}
          title={segment.icon ? segment.label : undefined}
          className={classNames(
            'inline-flex h-6 items-center justify-center rounded-s px-2 text-12 transition-colors duration-(--quick) select-none',
            'has-focus-visible:outline-2 has-focus-visible:outline-focus',
            segment.value === value ? 'bg-raised text-ink shadow-field' : 'text-ink-3 hover:text-ink',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={label}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChoose(segment.value)}
          />
          {segment.icon ? (
            <>
              <span aria-hidden className="[&_svg]:size-3.5">
                {segment.icon}
              </span>
              <span className="sr-only">{segment.label}</span>
            </>
          ) : (
            segment.label
          )}
        </label>
      ))}
    </fieldset>
  );
}
