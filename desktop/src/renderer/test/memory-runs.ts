// What the core in memory tells of what goes on, and of what is over.
import { implement } from '@orpc/server';
import type { AppStatus, Change } from '#rpc/app.ts';
import { contract } from '#rpc/contract.ts';
import type { EndedRun, OpenRun } from '#rpc/runs.ts';

export interface MemoryRuns {
  /** Newest first, each. */
  open: OpenRun[];
  ended: EndedRun[];
  /** What the page asked to stop, by the request's id. */
  stopped: string[];
  /** Why the backend cannot be asked to forget something now. */
  forgetFault: string | undefined;
}

export function emptyRuns(): MemoryRuns {
  return { open: [], ended: [], stopped: [], forgetFault: undefined };
}

/** The part of the core in memory that this is about. */
interface CoreWithRuns {
  status: AppStatus;
  runList: MemoryRuns;
  tell: (topic: Change['topic']) => void;
}

/** Counts what goes on into the status, and tells the page. */
export function tellOfRuns(core: CoreWithRuns): void {
  core.status.open_runs = core.runList.open.length;
  for (const topic of ['runs', 'activity', 'status'] as const) core.tell(topic);
}

/** A run that goes on is stopping until it says that it did; a message that waits is taken back at once. */
export function stopOpenRun({ core, requestId }: { core: CoreWithRuns; requestId: string }): void {
  const run = core.runList.open.find(({ request_id: id }) => id === requestId);
  if (!run) return;
  core.runList.stopped.push(requestId);
  if (run.run_id === undefined) core.runList.open.splice(core.runList.open.indexOf(run), 1);
  else run.phase = { kind: 'stopping' };
  tellOfRuns(core);
}

export function runHandlers(core: CoreWithRuns) {
  const os = implement(contract);
  const page = <Row>(items: readonly Row[], { offset, limit }: { offset: number; limit: number }) => ({
    items: items.slice(offset, offset + limit),
    total: items.length,
  });
  return {
    open: os.runs.open.handler(({ input }) => page(core.runList.open, input)),
    ended: os.runs.ended.handler(({ input }) => page(core.runList.ended, input)),
  };
}
