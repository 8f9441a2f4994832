import { type ComponentProps, lazy, Suspense } from 'react';

const Tray = lazy(() => import('./approvals-tray.tsx').then(({ ApprovalsTray }) => ({ default: ApprovalsTray })));

/** The tray comes when it is opened. */
export function ApprovalsTray(props: ComponentProps<typeof Tray>) {
  if (!props.open) return undefined;
  return (
    <Suspense>
      <Tray {...props} />
    </Suspense>
  );
}
