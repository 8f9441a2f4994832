import { onParentMessage } from './parent-channel.ts';

/** How long a process may take to end after it was asked to, when nobody says otherwise, in milliseconds. */
export const SHUTDOWN_MS = 4_500;

/**
 * Ends the process once, in order, on SIGINT, SIGTERM, SIGHUP, when its parent says `stop`, or when the parent that started
 * it over IPC is gone.
 * `dispose` has `patienceMs`, 4.5 s by default; then the process ends all the same, with code 1.
 */
export function endOnSignal({
  dispose,
  log,
  patienceMs = SHUTDOWN_MS,
}: {
  dispose: () => Promise<void>;
  log: (message: string) => void;
  patienceMs?: number;
}): (code: number) => void {
  let ending = false;
  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => {
      log('it took too long to stop; ending now');
      process.exit(1);
    }, patienceMs).unref();
    dispose().then(
      () => process.exit(code),
      (cause: unknown) => {
        log(`stopping failed: ${cause instanceof Error ? cause.message : String(cause)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  onParentMessage(({ type }) => {
    if (type === 'stop') end(0);
  });
  if (process.send) process.on('disconnect', () => end(0));
  return end;
}
