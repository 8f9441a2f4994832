import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names.ts';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'id'> {
  label: string;
  /** What belongs in it, or what follows from it. */
  hint?: string | undefined;
  /** What is wrong with it, in a sentence. */
  problem?: string | undefined;
  onText: (text: string) => void;
}

/** A field of a form with its label above; what is wrong with it stands beneath it and is read out. */
export function TextField({ label, hint, problem, onText, className, ...rest }: TextFieldProps) {
  const id = useId();
  const described = problem !== undefined ? `${id}-problem` : hint !== undefined ? `${id}-hint` : undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-13 font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={problem !== undefined}
        aria-describedby={described}
        onChange={(event) => onText(event.target.value)}
        className={classNames(
          'h-control-large w-full rounded-m border bg-raised px-2.5 text-13 shadow-field',
          problem === undefined ? 'border-line-control' : 'border-late',
        )}
        {...rest}
      />
      {problem !== undefined ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-12 text-late">
          {problem}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-hint`} className="mt-1 text-12 text-ink-3">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
