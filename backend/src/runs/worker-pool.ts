import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import type { RunJob, RunKind } from '#backend/storage/run-jobs.ts';
import { RunStopped } from './run-stopped.ts';

/** Runs that one process works on at once, by kind. */
const SLOTS: Record<RunKind, number> = { chat: 32, agent: 8, journey: 8 };
/** Of one workspace, where others wait too. */
const SLOTS_A_WORKSPACE: Record<RunKind, number> = { chat: 16, agent: 4, journey: 4 };
/** Jobs that wait here for a slot at most; the others wait in the queue, for this process or another. */
const WAITING = 32;

/** How a piece of work is asked to end. */
export interface WorkSignal {
  signal: AbortSignal;
  /** True once the run is to be handed over at the end of its step. */
  isDraining: () => boolean;
}

/** The workers of this process. */
export interface WorkerPool {
  /** Works on a run as soon as there is a slot. Resolves when another job may be handed in. */
  take(job: RunJob & { kind: RunKind }): Promise<void>;
  /** It waits for a slot here, or is worked on. */
  has(runId: string): boolean;
  /** False: it is not worked on here. */
  stop(request: { runId: string; reason: Error }): boolean;
  /**
   * Begins nothing any more. Steps that are being done may take `patienceMs` to end; then they are stopped. Resolves when
   * nothing is worked on.
   */
  drain(request: { patienceMs: number }): Promise<void>;
}

/**
 * Gives each kind its own slots, so that many runs of one never delay another, and takes the workspaces of a kind in turn,
 * so that one with many runs does not hold up the others.
 */
export function createWorkerPool({
  work,
  clock,
  log,
}: {
  /** Never rejects for a reason that concerns the run: what became of it stands in its row. */
  work: (request: { runId: string } & WorkSignal) => Promise<void>;
  clock: Clock;
  log: Log;
}): WorkerPool {
  interface Kind {
    /** By workspace, in the order in which they are served next. */
    waiting: Map<string, string[]>;
    /** Runs that are worked on, by workspace. */
    busy: Map<string, number>;
    running: number;
    isRoomy: (() => void)[];
  }
  const kinds = new Map<RunKind, Kind>();
  const here = new Map<string, AbortController | undefined>();
  /** Runs for which a job came while they were worked on: there may be news that this work did not see. */
  const again = new Set<string>();
  let isDraining = false;
  let onIdle: (() => void) | undefined;

  function kindOf(kind: RunKind): Kind {
    const known = kinds.get(kind);
    if (known) return known;
    const made: Kind = { waiting: new Map(), busy: new Map(), running: 0, isRoomy: [] };
    kinds.set(kind, made);
    return made;
  }

  const waitingOf = ({ waiting }: Kind): number => [...waiting.values()].reduce((sum, each) => sum + each.length, 0);

  function next({ kind, state }: { kind: RunKind; state: Kind }): { runId: string; workspaceId: string } | undefined {
    for (const [workspaceId, [runId, ...rest]] of state.waiting) {
      const isAlone = state.waiting.size === 1;
      const limit = isAlone ? SLOTS[kind] : SLOTS_A_WORKSPACE[kind];
      if (runId === undefined || (state.busy.get(workspaceId) ?? 0) >= limit) continue;
      // To the end of the line, if it has more.
      state.waiting.delete(workspaceId);
      if (rest.length > 0) state.waiting.set(workspaceId, rest);
      return { runId, workspaceId };
    }
    return undefined;
  }

  function start(kind: RunKind): void {
    const state = kindOf(kind);
    while (state.running < SLOTS[kind]) {
      const found = isDraining ? undefined : next({ kind, state });
      if (!found) break;
      void workOn({ kind, state, ...found });
    }
    while (state.isRoomy.length > 0 && waitingOf(state) < WAITING) state.isRoomy.shift()?.();
  }

  async function workOn({
    kind,
    state,
    runId,
    workspaceId,
  }: {
    kind: RunKind;
    state: Kind;
    runId: string;
    workspaceId: string;
  }): Promise<void> {
    const controller = new AbortController();
    here.set(runId, controller);
    state.running += 1;
    state.busy.set(workspaceId, (state.busy.get(workspaceId) ?? 0) + 1);
    try {
      await work({ runId, signal: controller.signal, isDraining: () => isDraining });
    } catch (error) {
      log.warn({ run_id: runId, err: error }, 'a run was left by its worker; another takes it');
    }
    here.delete(runId);
    if (again.delete(runId) && !isDraining) add({ state, runId, workspaceId });
    state.running -= 1;
    const busy = (state.busy.get(workspaceId) ?? 1) - 1;
    if (busy === 0) state.busy.delete(workspaceId);
    else state.busy.set(workspaceId, busy);
    start(kind);
    if (isWorking()) return;
    onIdle?.();
  }

  function add({ state, runId, workspaceId }: { state: Kind; runId: string; workspaceId: string }): void {
    here.set(runId, undefined);
    state.waiting.set(workspaceId, [...(state.waiting.get(workspaceId) ?? []), runId]);
  }

  const isWorking = (): boolean => [...kinds.values()].some(({ running }) => running > 0);

  return {
    async take({ kind, runId, workspaceId }) {
      if (isDraining) return;
      if (here.has(runId)) {
        if (here.get(runId)) again.add(runId);
        return;
      }
      const state = kindOf(kind);
      add({ state, runId, workspaceId });
      start(kind);
      if (waitingOf(state) < WAITING) return;
      await new Promise<void>((resolve) => state.isRoomy.push(resolve));
    },
    has: (runId) => here.has(runId),
    stop({ runId, reason }) {
      const controller = here.get(runId);
      controller?.abort(reason);
      return controller !== undefined;
    },
    async drain({ patienceMs }) {
      isDraining = true;
      for (const state of kinds.values()) {
        for (const runId of [...state.waiting.values()].flat()) here.delete(runId);
        state.waiting.clear();
        for (const resolve of state.isRoomy.splice(0)) resolve();
      }
      if (!isWorking()) return;
      const stopTimer = clock.after(patienceMs, () => {
        for (const controller of here.values()) controller?.abort(new RunStopped('handover'));
      });
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
      stopTimer();
    },
  };
}
