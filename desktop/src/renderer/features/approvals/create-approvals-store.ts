import type { JsonObject } from '@adiuva/shared-protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Approval } from '#rpc/approvals.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import { recallEdited, rememberEdited } from './edited-words.ts';

export interface ApprovalsState {
  /** What waits, oldest first; undefined until it was read. */
  pending: readonly Approval[] | undefined;
  /** How many wait in all, those beyond what is held too. */
  total: number;
  /** What was decided, by id. */
  decided: ReadonlyMap<string, Approval>;
  /** Whether all that was ever decided is held: then no run has to be asked for. */
  decidedWhole: boolean;
  /** Ids whose decision is on its way. */
  busy: ReadonlySet<string>;
  /** What to say on a card: why a decision was not taken. */
  notes: ReadonlyMap<string, string>;
  /** Of what was approved here as the user changed it: what was done instead, in words, by id. */
  edited: ReadonlyMap<string, string>;
  /** Id of what was decided in this window last. */
  last: string | undefined;
  failure: Failure | undefined;
}

export interface Decision {
  approval: Approval;
  /** What is approved in place of what was asked, and that in words. */
  edited?: { input: JsonObject; words: string };
}

export interface ApprovalsStore {
  store: StoreApi<ApprovalsState>;
  /** A turn of this run is shown: what was decided in it is wanted. */
  see: (runId: string) => void;
  /** Answers whether it was taken; why not stands in `notes`. */
  approve: (decision: Decision) => Promise<boolean>;
  reject: (decision: { approval: Approval; reason: string }) => Promise<boolean>;
  /** Each as it was shown, one after the other. */
  approveAll: (approvals: readonly Approval[]) => Promise<void>;
  rejectAll: (approvals: readonly Approval[]) => Promise<void>;
  refresh: () => void;
  dispose: () => void;
}

const PAGE = 200;
/** More than this that wait are counted, not listed. */
const MOST_PENDING = 1_000;

/** Holds what waits for the user's word and what was decided, and carries decisions to the core. */
export function createApprovalsStore({ core, notices, memory }: AppPowers): ApprovalsStore {
  const store = createStore<ApprovalsState>(() => ({
    pending: undefined,
    total: 0,
    decided: new Map(),
    decidedWhole: false,
    busy: new Set(),
    notes: new Map(),
    edited: recallEdited(memory),
    last: undefined,
    failure: undefined,
  }));
  /** Runs whose turns were shown while not everything was held. */
  const seen = new Set<string>();
  let reading = false;
  let again = false;
  /** While many are decided together, what changed is read once, after the last. */
  let decidingMany = false;

  function hold(approvals: readonly Approval[]) {
    if (approvals.length === 0) return;
    store.setState(({ decided }) => ({
      decided: new Map([...decided, ...approvals.map((one) => [one.approval_id, one] as const)]),
    }));
  }

  async function readPending(): Promise<{ pending: Approval[]; total: number }> {
    const pending: Approval[] = [];
    let total = 1;
    while (pending.length < Math.min(total, MOST_PENDING)) {
      const page = await core.rpc.approvals.list({ state: 'pending', offset: pending.length, limit: PAGE });
      total = page.total;
      if (page.items.length === 0) break;
      pending.push(...page.items);
    }
    // What was decided between two pages may have moved one into both.
    return { pending: [...new Map(pending.map((one) => [one.approval_id, one])).values()], total };
  }

  async function readRun(runId: string): Promise<void> {
    const { items } = await core.rpc.approvals.list({ state: 'decided', run_id: runId, offset: 0, limit: PAGE });
    hold(items);
  }

  async function read(): Promise<void> {
    try {
      const { pending, total } = await readPending();
      const newest = await core.rpc.approvals.list({ state: 'decided', offset: 0, limit: PAGE });
      hold(newest.items);
      const decidedWhole = newest.total <= newest.items.length;
      store.setState({ pending, total: Math.max(total, pending.length), decidedWhole, failure: undefined });
      if (!decidedWhole) await Promise.all([...seen].map(readRun));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== 'core_away') store.setState({ failure });
    }
  }

  function refresh() {
    if (reading || decidingMany) {
      again = true;
      return;
    }
    reading = true;
    void read().finally(() => {
      reading = false;
      if (!again) return;
      again = false;
      refresh();
    });
  }

  function setBusy(approvals: readonly Approval[], on: boolean) {
    store.setState(({ busy }) => {
      const next = new Set(busy);
      for (const { approval_id: id } of approvals)
        if (on) next.add(id);
        else next.delete(id);
      return { busy: next };
    });
  }

  function note(id: string, words: string | undefined) {
    if (store.getState().notes.get(id) === words) return;
    store.setState(({ notes }) => {
      const next = new Map(notes);
      if (words === undefined) next.delete(id);
      else next.set(id, words);
      return { notes: next };
    });
  }

  function took(approval: Approval) {
    store.setState(({ pending, total, decided }) => ({
      decided: new Map([...decided, [approval.approval_id, approval] as const]),
      pending: pending?.filter((one) => one.approval_id !== approval.approval_id),
      total: Math.max(0, total - 1),
      last: approval.approval_id,
    }));
  }

  /** Carries one decision to the core; false, with why at its card, where it was not taken. */
  async function carry(approval: Approval, ask: (approval: Approval) => Promise<Approval>): Promise<boolean> {
    const id = approval.approval_id;
    note(id, undefined);
    try {
      took(await ask(approval));
      return true;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'conflict') note(id, 'It was changed meanwhile. Nothing was done: look again, then decide.');
      else if (failure.kind === 'not_found') notices.show({ text: `“${approval.summary}” does not wait for you any more.` });
      else note(id, failure.sentence);
      if (failure.kind !== 'core_away') refresh();
      return false;
    }
  }

  async function decide(approval: Approval, ask: (approval: Approval) => Promise<Approval>): Promise<boolean> {
    if (store.getState().busy.has(approval.approval_id)) return false;
    setBusy([approval], true);
    try {
      return await carry(approval, ask);
    } finally {
      setBusy([approval], false);
    }
  }

  const approveAsIs = ({ approval_id, version }: Approval) => core.rpc.approvals.approve({ approval_id, version });
  const rejectAsIs = ({ approval_id }: Approval) => core.rpc.approvals.reject({ approval_id });

  async function approve({ approval, edited }: Decision): Promise<boolean> {
    if (!edited) return decide(approval, approveAsIs);
    const { approval_id, version } = approval;
    const done = await decide(approval, () => core.rpc.approvals.approve({ approval_id, version, edited: edited.input }));
    if (done)
      store.setState((state) => ({
        edited: rememberEdited({ memory, edited: state.edited, id: approval_id, words: edited.words }),
      }));
    return done;
  }

  function reject({ approval, reason }: { approval: Approval; reason: string }): Promise<boolean> {
    const why = reason.trim();
    if (why === '') return decide(approval, rejectAsIs);
    return decide(approval, ({ approval_id }) => core.rpc.approvals.reject({ approval_id, reason: why }));
  }

  async function each(approvals: readonly Approval[], ask: (approval: Approval) => Promise<Approval>, did: string) {
    const { busy } = store.getState();
    const free = approvals.filter(({ approval_id: id }) => !busy.has(id));
    let done = 0;
    decidingMany = true;
    setBusy(free, true);
    try {
      for (const approval of free) if (await carry(approval, ask)) done += 1;
    } finally {
      setBusy(free, false);
      decidingMany = false;
      refresh();
    }
    const left = approvals.length - done;
    notices.show({
      text: left === 0 ? `${did} all ${done}.` : `${did} ${done} of ${approvals.length}. Look at the rest again.`,
      ...(left === 0 ? {} : { tone: 'problem' as const }),
    });
  }

  const stop = core.onInvalidation((invalidation) => {
    if (concerns(invalidation, { topic: 'approvals' })) refresh();
  });

  return {
    store,
    refresh,
    approve,
    reject,
    approveAll: (approvals) => each(approvals, approveAsIs, 'Approved'),
    rejectAll: (approvals) => each(approvals, rejectAsIs, 'Rejected'),
    dispose: stop,
    see: (runId) => {
      if (seen.has(runId)) return;
      seen.add(runId);
      const { pending, decidedWhole } = store.getState();
      if (pending !== undefined && !decidedWhole)
        readRun(runId).catch((error: unknown) => console.warn('What was decided in a run could not be read.', error));
    },
  };
}
