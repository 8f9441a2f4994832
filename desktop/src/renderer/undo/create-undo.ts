import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SwitchResult } from '#rpc/activity.ts';
import type { CoreConnection } from '#renderer/core-connection/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import type { Notices } from '#renderer/ui/index.ts';

/** What is said of an act of the user. */
export interface ActWords {
  /** What was done: “Deleted 3 tasks”. */
  text: string;
  /** What else is to be said of it. */
  lines?: readonly string[];
}

/** One act of the user in this window, and the changes that it made. */
export interface Act extends ActWords {
  changeIds: readonly string[];
  /** Acts are told apart by when they were begun, not by when the core answered. */
  begun: number;
}

/** What this window did and can take back, each act by exactly its changes. */
export interface Undo {
  /**
   * Writes something, and says what was done, with a way to take exactly that back. `tell` answers what is said; nothing is
   * where it answers nothing, and an act without a change is said alone. What the write throws goes on to who asked.
   */
  act: <Result extends { change_ids: readonly string[] }>(deed: {
    write: () => Promise<Result>;
    tell: (result: Result) => ActWords | undefined;
  }) => Promise<Result>;
  /**
   * Takes back the latest act of this window (Ctrl+Z). One that is not answered yet is waited for; where it could not be
   * done nothing is taken back in its place.
   */
  undo: () => Promise<void>;
  /** Does again what was taken back last (Ctrl+Shift+Z). */
  redo: () => Promise<void>;
  store: StoreApi<UndoState>;
}

export interface UndoState {
  /** In the order in which they were begun. */
  done: readonly Act[];
  undone: readonly Act[];
}

/** Acts that one window remembers. */
const REMEMBERED = 100;
/** The notices of acts stand in each other's place: the newest is what Ctrl+Z means. */
const PLACE = 'undo';

/** An act whose write the core has not answered. */
interface PendingAct {
  begun: number;
  /** The act, once it is done; undefined where there is nothing to take back. */
  ends: Promise<Act | undefined>;
}

export function createUndo({
  core,
  notices,
  leftWords,
}: {
  core: CoreConnection;
  notices: Notices;
  /** What an undo or redo left as it is, a line each. */
  leftWords: (switched: { result: SwitchResult; to: 'undo' | 'redo' }) => readonly string[];
}): Undo {
  const store = createStore<UndoState>(() => ({ done: [], undone: [] }));
  const pending = new Set<PendingAct>();
  let acts = 0;
  let busy: Promise<void> = Promise.resolve();

  function nextAct(): number {
    acts += 1;
    return acts;
  }

  /** One after the other: a key held down is many presses. */
  function queued(work: () => Promise<void>): Promise<void> {
    busy = busy.then(work);
    return busy;
  }

  function say({ act, to, result }: { act: Act; to: 'undo' | 'redo'; result: SwitchResult }): void {
    const back = to === 'undo' ? 'redo' : 'undo';
    notices.show({
      place: PLACE,
      text:
        result.changes === 0
          ? `Nothing to change any more: ${act.text}`
          : `${to === 'undo' ? 'Taken back' : 'Done again'}: ${act.text}`,
      lines: leftWords({ result, to }),
      ...(result.changes === 0
        ? {}
        : {
            action: {
              label: to === 'undo' ? 'Do it again' : 'Undo',
              keys: to === 'undo' ? 'Ctrl Shift Z' : 'Ctrl Z',
              run: () => void queued(() => turn({ act: latestOf(act), to: back })),
            },
          }),
    });
  }

  /** An act as it stands now: doing it again made it the newest. */
  function latestOf(act: Act): Act {
    const { done, undone } = store.getState();
    return [...done, ...undone].find(({ changeIds }) => changeIds === act.changeIds) ?? act;
  }

  async function turn({ act, to }: { act: Act; to: 'undo' | 'redo' }): Promise<void> {
    const { done, undone } = store.getState();
    if (!(to === 'undo' ? done : undone).includes(act)) return;
    const without = (those: readonly Act[]) => those.filter((one) => one !== act);
    try {
      const scope = { by: 'changes' as const, change_ids: [...act.changeIds] };
      const result = await core.rpc.activity.switch({ kind: to, scope });
      store.setState((now) =>
        to === 'undo'
          ? { done: without(now.done), undone: [...now.undone, act] }
          : { done: [...now.done, { ...act, begun: nextAct() }], undone: without(now.undone) },
      );
      say({ act, to, result });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }

  function did(act: Act): void {
    store.setState(({ done }) => ({
      done: [...done, act].toSorted((a, b) => a.begun - b.begun).slice(-REMEMBERED),
      undone: [],
    }));
    notices.show({
      place: PLACE,
      text: act.text,
      lines: act.lines ?? [],
      action: { label: 'Undo', keys: 'Ctrl Z', run: () => void queued(() => turn({ act: latestOf(act), to: 'undo' })) },
    });
  }

  /** What was the latest before an instant: done, or not answered yet. */
  function latestBefore(instant: number): Act | PendingAct | undefined {
    return [...store.getState().done, ...pending]
      .filter(({ begun }) => begun <= instant)
      .toSorted((a, b) => a.begun - b.begun)
      .at(-1);
  }

  return {
    store,
    async act({ write, tell }) {
      let ended = (_act: Act | undefined): void => {};
      const waits: PendingAct = { begun: nextAct(), ends: new Promise((resolve) => (ended = resolve)) };
      pending.add(waits);
      let act: Act | undefined;
      try {
        const result = await write();
        const words = tell(result);
        if (words && result.change_ids.length > 0) act = { ...words, changeIds: result.change_ids, begun: waits.begun };
        if (act) did(act);
        else if (words) notices.show({ text: words.text, lines: words.lines ?? [] });
        return result;
      } finally {
        pending.delete(waits);
        ended(act);
      }
    },
    undo() {
      const pressed = acts;
      return queued(async () => {
        const latest = latestBefore(pressed);
        if (!latest)
          return notices.show({
            place: PLACE,
            text: 'This window has nothing to take back. The Activity page takes back what assistants did.',
          });
        if ('changeIds' in latest) return turn({ act: latest, to: 'undo' });
        notices.show({ place: PLACE, text: 'What you did last is being written; then it is taken back.' });
        const act = await latest.ends;
        if (act) await turn({ act, to: 'undo' });
      });
    },
    redo: () =>
      queued(async () => {
        const act = store.getState().undone.at(-1);
        if (act) await turn({ act, to: 'redo' });
        else notices.show({ place: PLACE, text: 'Nothing was taken back that could be done again.' });
      }),
  };
}
