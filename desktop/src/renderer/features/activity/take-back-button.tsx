import { Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#renderer/ui/index.ts';
import type { ActivityStore } from './create-activity-store.ts';

const TakeBackDialog = lazy(() => import('./take-back-dialog.tsx').then(({ TakeBackDialog }) => ({ default: TakeBackDialog })));

/** The way to larger undos, and to those that were made. */
export function TakeBackButton({ activity, zone }: { activity: ActivityStore; zone: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        <Undo2 aria-hidden />
        Take back…
      </Button>
      {open && (
        <Suspense>
          <TakeBackDialog activity={activity} zone={zone} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
