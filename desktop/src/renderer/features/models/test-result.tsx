import type { ModelTestResult } from '@adiuva/shared-protocol';
import { CircleAlert, CircleCheck } from 'lucide-react';

/** What came of asking a model. */
export function TestResult({ result: { ok, message, latency_ms: latency } }: { result: ModelTestResult }) {
  return (
    <p role="status" className={`flex items-start gap-1.5 text-12 nums ${ok ? 'text-ink-2' : 'text-late'}`}>
      {ok ? (
        <CircleCheck aria-hidden className="mt-px size-3.5 shrink-0 text-accent" />
      ) : (
        <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      )}
      <span>
        {message}
        {ok && ` It took ${(latency / 1_000).toFixed(1)} s.`}
      </span>
    </p>
  );
}
