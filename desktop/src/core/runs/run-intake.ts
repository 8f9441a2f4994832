import type { BackendFrameOf, RunEvent } from '@adiuva/shared-protocol';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import type { Grants } from '#core/policy/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { Run, RunRepository } from './run-repository.ts';

/**
 * `stored`: new, and kept. `known`: kept before. `gap`: an earlier one is missing; ask for it. `cancelled`: its request
 * was taken back, or it says more than the device keeps; the backend should end the run. `refused`: nobody asked for
 * this.
 */
export type Intake = 'stored' | 'known' | 'gap' | 'cancelled' | 'refused';

/** Characters of events that one run may leave on this device: far more than an honest one says. */
const MAX_LOG = 32 * 1024 * 1024;
const LEFT = 'You disconnected from the backend that was at this, so it was ended here. What it changed is kept.';
const TOO_MUCH = 'This run sent more than the device keeps of one, so it was ended here. What it changed is kept.';

/** The requests that runs answer, as far as a run's events concern them. */
export interface RequestsOfRuns {
  /** A run is bound to the request now. Answers the session that it is part of. */
  accept(binding: { requestId: string; runId: string }): string | null;
}

/** Takes the events of runs that the owner asked for, gapless and once (PROTOCOL 5.1, 6). */
export interface RunIntake {
  /** In a transaction. `text` is the frame as it came. */
  receive(event: { frame: RunEvent; text: string }): Intake;
  /** In a transaction: the backend that did this is not asked any more, so for this device the run is over. */
  leave(runId: string): void;
  /** In a transaction: the backend was told to end this, and need not say so for it to be over. */
  endHere(ending: { runId: string; response: string }): void;
  /** Calls `listen` after the commit of a run's end. */
  onEnded(listen: (run: Run) => void): void;
}

export function createRunIntake({
  database,
  grants,
  runs,
  requests,
  destination,
  clock,
  feed,
}: {
  database: DeviceDatabase;
  grants: Grants;
  runs: RunRepository;
  requests: RequestsOfRuns;
  /** The backend's address, for the user to see. */
  destination: () => string | null;
  clock: Clock;
  feed: ChangeFeed;
}): RunIntake {
  const listeners: ((run: Run) => void)[] = [];
  /** Characters kept of the runs that go on. */
  const sizes = new Map<string, number>();
  /** Runs whose newest event is text: another piece of it changes nothing about where they stand. */
  const writing = new Set<string>();

  function announce({ runId, sessionId, type }: { runId: string; sessionId: string | null; type?: RunEvent['type'] }): void {
    const goesOnWriting = type === 'text_chunk' && writing.has(runId);
    if (type === 'text_chunk') writing.add(runId);
    else writing.delete(runId);
    database.afterCommit(() => {
      feed.publish('session', sessionId ?? runId);
      if (!goesOnWriting) feed.publish('runs');
    });
  }

  function announceBorders(): void {
    database.afterCommit(() => {
      for (const topic of ['sessions', 'activity', 'status'] as const) feed.publish(topic);
    });
  }

  function begin(frame: BackendFrameOf<'run_started'>): Intake {
    const { run_id: runId, request_id: requestId, kind } = frame;
    if (!requestId) return 'refused';
    const binding = grants.bind({ requestId, runId, kind });
    if (binding === 'cancelled' || binding === 'refused') return binding;
    const sessionId = requests.accept({ requestId, runId });
    if (sessionId !== null) grants.taintFromSession({ runId, sessionId });
    runs.start({
      runId,
      requestId,
      sessionId,
      kind,
      model: frame.model ?? null,
      destination: destination(),
      startedAt: clock.now(),
    });
    announceBorders();
    return 'stored';
  }

  function end(frame: BackendFrameOf<'final'>): void {
    const { run_id: runId, status, response, usage, code = null } = frame;
    const isOver = status !== 'waiting';
    runs.setStatus({ runId, status, response, code, usage, ...(isOver ? { endedAt: clock.now() } : {}) });
    announceBorders();
    if (isOver) close({ runId, reason: 'final' });
  }

  /** Ends a run that would fill the disk. */
  function cutOff(runId: string): void {
    runs.setStatus({ runId, status: 'error', response: TOO_MUCH, code: 'internal', endedAt: clock.now() });
    announceBorders();
    close({ runId, reason: 'cancelled' });
  }

  function close({ runId, reason }: { runId: string; reason: 'final' | 'cancelled' | 'reset' }): void {
    grants.closeRun({ runId, reason });
    sizes.delete(runId);
    database.afterCommit(() => {
      const run = runs.get(runId);
      if (run) for (const listen of listeners) listen(run);
    });
  }

  function endHere({ runId, response, reason }: { runId: string; response?: string; reason: 'cancelled' | 'reset' }): void {
    const run = runs.get(runId);
    if (!run || run.endedAt !== null) return;
    const said = response === undefined ? {} : { response };
    runs.setStatus({ runId, status: 'cancelled', code: 'cancelled', ...said, endedAt: clock.now() });
    announceBorders();
    announce(run);
    close({ runId, reason });
  }

  return {
    leave(runId) {
      const wasCancelled = runs.get(runId)?.status === 'cancelled';
      endHere({ runId, ...(wasCancelled ? {} : { response: LEFT }), reason: 'reset' });
    },
    endHere: (ending) => endHere({ ...ending, reason: 'cancelled' }),
    onEnded(listen) {
      listeners.push(listen);
    },
    receive({ frame, text }) {
      const { run_id: runId, seq } = frame;
      let run = runs.get(runId);
      if (!run) {
        if (frame.type !== 'run_started') return 'refused';
        const begun = begin(frame);
        if (begun !== 'stored') return begun;
        run = runs.get(runId);
        if (!run) return 'refused';
      } else if (frame.type === 'run_started' && frame.request_id !== run.requestId) return 'refused';
      // What one backend was asked, no other tells of.
      if (!grants.ofRun(runId)) return 'refused';
      grants.touch(runId);
      if (seq <= run.lastSeq) return 'known';
      // What it still says of a run that the user ended is heard, so that it need not say it again; it changes nothing.
      if (run.endedAt !== null) return run.status === 'cancelled' ? 'known' : 'refused';
      // A backend that has forgotten the run has no events to fill the gap with.
      const isForgotten = frame.type === 'final' && frame.code === 'resume_gone';
      if (seq > run.lastSeq + 1 && !isForgotten) return 'gap';
      const size = (sizes.get(runId) ?? runs.eventSize(runId)) + text.length;
      if (size > MAX_LOG && frame.type !== 'final') {
        cutOff(runId);
        announce({ runId, sessionId: run.sessionId });
        return 'cancelled';
      }
      sizes.set(runId, size);
      runs.addEvent({ runId, seq, type: frame.type, frame: text, at: clock.now() });
      if (frame.type === 'final') end(frame);
      announce({ runId, sessionId: run.sessionId, type: frame.type });
      return 'stored';
    },
  };
}
