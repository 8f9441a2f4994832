import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** What could not be done or read, told where it would stand, with a way to go on. */
export function Problem({ children, onRetry }: { children: ReactNode; onRetry?: () => void }) {
  return (
    <p role="alert" className="text-13 text-late">
      {children}{' '}
      {onRetry && (
        <Button look="quiet" onClick={onRetry}>
          Try again
        </Button>
      )}
    </p>
  );
}
