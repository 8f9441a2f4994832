import { ShieldCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { Banner, Button } from '#renderer/ui/index.ts';
import type { WarningsStore } from './create-warnings-store.ts';
import { warningsInWords } from './warning-words.ts';

const WarningsList = lazy(() => import('./warnings-list.tsx').then(({ WarningsList }) => ({ default: WarningsList })));

/** One calm line over every view while something was refused, or two wrote one row, or the disk is in trouble. */
export function WarningsBanner({
  warnings,
  zone,
  onOpenRow,
}: {
  warnings: WarningsStore;
  zone: string;
  onOpenRow: (row: { table: string; id: string }) => void;
}) {
  const { warnings: all, open } = useStore(warnings.store);
  const [listed, setListed] = useState(false);
  const words = open > 0 ? warningsInWords(all ?? []) : undefined;
  return (
    <>
      {words !== undefined && (
        <Banner
          tone="waiting"
          icon={<ShieldCheck aria-hidden />}
          action={
            <span className="flex gap-1">
              <Button onClick={() => setListed(true)}>Show</Button>
              <Button look="quiet" onClick={() => void warnings.dismissAll()}>
                Dismiss
              </Button>
            </span>
          }
        >
          {words}
        </Banner>
      )}
      {listed && (
        <Suspense>
          <WarningsList
            warnings={warnings}
            zone={zone}
            onClose={() => setListed(false)}
            onOpenRow={(row) => {
              setListed(false);
              onOpenRow(row);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
