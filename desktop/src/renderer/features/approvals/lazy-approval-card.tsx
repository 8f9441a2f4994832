import { type ComponentProps, lazy, Suspense } from 'react';

const Card = lazy(() => import('./approval-card.tsx').then(({ ApprovalCard }) => ({ default: ApprovalCard })));

/** A card comes when the first thing waits. Until then what it is about stands in its place. */
export function LazyApprovalCard(props: ComponentProps<typeof Card>) {
  return (
    <Suspense fallback={<p className="rounded-l border border-line-control bg-raised px-3.5 py-2.5">{props.approval.summary}</p>}>
      <Card {...props} />
    </Suspense>
  );
}
