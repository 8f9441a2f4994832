import { LoaderCircle } from 'lucide-react';

export function Spinner({ label }: { label?: string }) {
  return (
    <span role={label === undefined ? 'presentation' : 'status'} className="inline-flex items-center gap-2 text-13 text-ink-3">
      <LoaderCircle aria-hidden className="size-3.75 animate-turn" />
      {label}
    </span>
  );
}
