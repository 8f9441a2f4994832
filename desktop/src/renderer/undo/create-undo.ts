import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SwitchResult } from '#rpc/activity.ts';
import type { CoreConnection } from '#renderer/core-connection/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import type { Notices } from '#renderer/ui/index.ts';

/** One act of the user in this window, and the changes that it made. */
export interface Act {
  /** What was done: “Deleted 3 tasks”. */
  text: string;
  changeIds: readonly string[];
  /** What else is to be said of it. */
  lines?: readonly string[];
}

/** What this window did and can take back, each act by exactly its changes. */
export interface Undo {
  /** Says what was done, with a way to take exactly that back. An act without a change is said alone. */
  done: (act: Act) => void;
  /** Takes back the latest act of this window (Ctrl+Z). */
  undo: () => Promise<void>;
  /** Does again what was taken back last (Ctrl+Shift+Z). */
  redo: () => Promise<void>;
  store: StoreApi<UndoState>;
}

export interface UndoState {
  done: readonly Act[];
  undone: readonly Act[];
}

/** Acts that one window remembers. */
const REMEMBERED = 100;
/** The notices of acts stand in each other's place: the newest is what Ctrl+Z means. */
const PLACE = 'undo';

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
  let busy: Promise<void> = Promise.resolve();

  /** One after the other: a key held down is many presses. */
  function queued(work: () => Promise<void>): Promise<void> {
    busy = busy.then(work);
    return busy;
  }

  function say({ act, to, result }: { act: Act; to: 'undo' | 'redo'; result: SwitchResult }): void {
    const again = { label: to === 'undo' ? 'Do it again' : 'Undo', run: () => void (to === 'undo' ? redo(act) : undo(act)) };
    notices.show({
      place: PLACE,
      text:
        result.changes === 0
          ? `Nothing to change any more: ${act.text}`
          : `${to === 'undo' ? 'Taken back' : 'Done again'}: ${act.text}`,
      lines: leftWords({ result, to }),
      ...(result.changes === 0 ? {} : { action: { ...again, keys: to === 'undo' ? 'Ctrl Shift Z' : 'Ctrl Z' } }),
    });
  }

  function move({ act, to }: { act: Act; to: 'undo' | 'redo' }): Promise<void> {
    return queued(async () => {
      const { done, undone } = store.getState();
      if (!(to === 'undo' ? done : undone).includes(act)) return;
      const without = (acts: readonly Act[]) => acts.filter((one) => one !== act);
      try {
        const scope = { by: 'changes' as const, change_ids: [...act.changeIds] };
        const result = await core.rpc.activity.switch({ kind: to, scope });
        store.setState((now) =>
          to === 'undo'
            ? { done: without(now.done), undone: [...now.undone, act] }
            : { done: [...now.done, act], undone: without(now.undone) },
        );
        say({ act, to, result });
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      }
    });
  }

  const undo = (act: Act) => move({ act, to: 'undo' });
  const redo = (act: Act) => move({ act, to: 'redo' });

  function latest(acts: readonly Act[], nothing: string): Act | undefined {
    const act = acts.at(-1);
    if (!act) notices.show({ place: PLACE, text: nothing });
    return act;
  }

  return {
    store,
    done(act) {
      if (act.changeIds.length === 0) {
        notices.show({ text: act.text, lines: act.lines ?? [] });
        return;
      }
      store.setState(({ done }) => ({ done: [...done, act].slice(-REMEMBERED), undone: [] }));
      notices.show({
        place: PLACE,
        text: act.text,
        lines: act.lines ?? [],
        action: { label: 'Undo', keys: 'Ctrl Z', run: () => void undo(act) },
      });
    },
    async undo() {
      await busy;
      const act = latest(
        store.getState().done,
        'This window has nothing to take back. The Activity page takes back what assistants did.',
      );
      if (act) await undo(act);
    },
    async redo() {
      await busy;
      const act = latest(store.getState().undone, 'Nothing was taken back that could be done again.');
      if (act) await redo(act);
    },
  };
}
