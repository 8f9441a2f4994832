import type { JsonObject, TableName } from '@adiuva/shared-protocol';
import type { AppScreen } from '#core/app-screen/index.ts';
import type { KeptCalls, Shown, StoredApproval, Why } from '#core/approvals/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Ledger, LedgerRow } from '#core/ledger/index.ts';
import { passedLimits, type Amounts, type BoundGrant, type ExecutedCalls, type Grants } from '#core/policy/index.ts';
import type { Privacy, PrivacyView } from '#core/privacy/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { Neighbour } from '#core/vectors/index.ts';
import { checkRead, checkWrite, type CallPowers, type CheckedWrite } from './checked-call.ts';
import { checkShow } from './checked-show.ts';
import { describeWrite } from './describe-call.ts';
import type { ToolCall } from './payload.ts';
import { limitReasons, reasonsToAsk } from './reasons-to-ask.ts';
import type { ToolAnswer } from './tool-answer.ts';
import { isVectorAction } from './vector-call.ts';
import { checkUpsert } from './vector-upsert.ts';

const NEEDS_APPROVAL =
  'The user has to approve this first. It was kept as it is and shown to them; nothing was done yet. Wait for their answer.';

/** The answer to a call that waits for the user. */
export function needsApproval(): DeviceError {
  return new DeviceError('needs_approval', NEEDS_APPROVAL);
}

/** A call whose grant, action and table have passed. */
export interface Work {
  call: ToolCall;
  table: TableName;
  /** The payload's hash. */
  sha: string;
  grant: BoundGrant;
  view: PrivacyView;
}

/** The same of a call that names no table. */
export type ShowWork = Omit<Work, 'table'>;

/** Does what a call asks for, or keeps it for the user: data, limits, approval, effect. */
export interface CallWork {
  /**
   * `isAllowed`: the user said that this read may pass its limits. `neighbours`: what was looked up for a search.
   * @throws DeviceError, `needs_approval` too
   */
  read(work: Work & { isAllowed: boolean; neighbours: readonly Neighbour[] | undefined }): ToolAnswer;
  /** @throws DeviceError, `needs_approval` and `conflict` too */
  write(work: Work): ToolAnswer;
  /** Of an action that shows something in the app. @throws DeviceError, `needs_approval` too */
  show(work: ShowWork): ToolAnswer;
  /** Keeps the embedding of a note that the run wrote. @throws DeviceError, `needs_approval` too */
  embed(work: ShowWork): ToolAnswer;
  /**
   * Does a kept write as the user approved it, in a transaction; its repeats get the answer that is kept here. A kept
   * read is allowed only: its repeat does it.
   * @throws DeviceError what the write itself says
   */
  perform(
    work: ShowWork & {
      /** Null where the call names none. */
      table: TableName | null;
      approval: StoredApproval;
      edited: JsonObject | undefined;
      why: readonly Why[];
    },
  ): void;
  /** What the user is shown of a kept write now. @throws DeviceError what the write itself says */
  describe(work: Pick<Work, 'call' | 'table' | 'view'>): { shown: Shown; summary: string; baseRevision: number | null };
}

export function createCallWork({
  database,
  grants,
  executed,
  kept,
  ledger,
  journal,
  privacy,
  powers,
  screen,
  clock,
}: {
  database: DeviceDatabase;
  grants: Grants;
  executed: ExecutedCalls;
  kept: KeptCalls;
  ledger: Ledger;
  journal: Journal;
  privacy: Privacy;
  powers: CallPowers;
  /** Where something can be shown to the user. */
  screen: Pick<AppScreen, 'checkRoom' | 'show'>;
  clock: Clock;
}): CallWork {
  const { rows } = powers;

  /** Writes down what leaves, and what it used; both before it leaves. */
  function use({
    call,
    table,
    sha,
    grant,
    answer,
    isCounted,
  }: Omit<ShowWork, 'view'> & { table: TableName | null; answer: ToolAnswer; isCounted: boolean }): void {
    const ids = answer.rows.map(({ id }) => id);
    const row: LedgerRow = {
      callId: call.id,
      runId: call.run_id,
      action: call.action,
      tableName: table,
      rowIds: ids,
      revisions: answer.rows.map(({ revision }) => revision),
      rowCount: ids.length,
      bytes: answer.bytes,
      clients: table === null ? undefined : privacy.clientsOf({ table, ids }),
      withheld: answer.withheld,
      replaced: answer.replaced,
      counted: isCounted,
      payloadSha256: sha,
      journalSeq: journal.lastSeq(),
      at: clock.now(),
    };
    ledger.add(row);
    grants.noteAnswer(row);
    if (table !== null && !grant.tainted && rows[table].anyTainted(ids)) grants.taint(grant);
  }

  function keep({ call, sha, why, about }: { call: ToolCall; sha: string; why: readonly Why[]; about: About }): never {
    kept.keep({
      approvalId: call.id,
      kind: 'device',
      runId: call.run_id,
      action: call.action,
      tableName: about.table,
      rowId: about.id ?? null,
      payloadSha256: sha,
      call: JSON.stringify(call),
      why: JSON.stringify(why),
      summary: about.summary,
      shown: JSON.stringify(about.shown),
      baseRevision: about.baseRevision,
    });
    throw needsApproval();
  }

  function read({ call, table, sha, grant, view, isAllowed, neighbours }: Parameters<CallWork['read']>[0]): ToolAnswer {
    const checked = checkRead({ call, table, view, neighbours, powers });
    const isRepeat = grant.readCalls.get(call.id) === sha;
    const isFree = isRepeat || isAllowed;
    const about: About = {
      table,
      summary: `${checked.kind === 'vector_search' ? 'Search' : 'Read'} ${table === 'taskComments' ? 'comments' : table}`,
      shown: nothingShown,
      baseRevision: null,
    };
    const early = isFree ? [] : limitReasons({ grant, more: { calls: 1 } });
    if (early.length > 0) keep({ call, sha, why: early, about });
    const answer = checked.run();
    const more = { calls: 1, rows: answer.rows.length, bytes: answer.bytes };
    const late = isFree ? [] : limitReasons({ grant, more });
    if (late.length > 0) keep({ call, sha, why: late, about });
    // What the user allowed was asked about by its limits: they grow until it fits.
    const passed = isAllowed && !isRepeat ? passedLimits({ ...grant, more }) : [];
    if (passed.length > 0) grants.raise({ grant, keys: passed, more });
    use({ call, table, sha, grant, answer, isCounted: !isRepeat });
    return answer;
  }

  /** Effect, journal, ledger and kept answer, in one transaction. */
  function effect({ call, sha, grant, checked }: Omit<ShowWork, 'view'> & { checked: Effect }): ToolAnswer {
    return database.write(() => {
      const answer = checked.run();
      executed.add({ callId: call.id, runId: call.run_id, payloadSha256: sha, result: answer.fields, at: clock.now() });
      use({ call, table: checked.table, sha, grant, answer, isCounted: true });
      return answer;
    });
  }

  function write({ call, table, sha, grant, view }: Work): ToolAnswer {
    const checked = checkWrite({ call, table, view, powers });
    const { why, since } = reasonsToAsk({ write: checked, grant, rows, journal, view });
    if (why.length === 0) return effect({ call, sha, grant, checked });
    const { shown, summary } = describeWrite({ write: checked, since, rows });
    return keep({ call, sha, why, about: { table, id: checked.id, shown, summary, baseRevision: revisionOf(checked) } });
  }

  /** Shows it, and tells nothing of the user's work. */
  function showing({ call, grant, view }: ShowWork): { summary: string; checked: Effect } {
    const { showing, summary } = checkShow({ call, view, rows, shownText: (text) => privacy.shownText(text) });
    const run = (): ToolAnswer => {
      screen.show({ showing, runId: call.run_id, callId: call.id, tainted: grant.tainted });
      return { fields: '"ok":true', rows: [], bytes: 0, withheld: 0, replaced: 0 };
    };
    return { summary, checked: { table: null, run } };
  }

  function show(work: ShowWork): ToolAnswer {
    const { summary, checked } = showing(work);
    const { call, sha, grant } = work;
    screen.checkRoom(call.run_id);
    const why = limitReasons({ grant, more: { calls: 1 } });
    if (why.length === 0) return effect({ call, sha, grant, checked });
    return keep({ call, sha, why, about: { table: null, summary, shown: nothingShown, baseRevision: null } });
  }

  /** It is no change of the user's work, so nobody is asked but about limits. */
  function embedding({ call, view }: Pick<ShowWork, 'call' | 'view'>): { summary: string; checked: Effect } {
    const { summary, run } = checkUpsert({ call, view, powers });
    return { summary, checked: { table: null, run } };
  }

  function embed({ call, sha, grant, view }: ShowWork): ToolAnswer {
    const { summary, checked } = embedding({ call, view });
    const why = limitReasons({ grant, more: { calls: 1 } });
    if (why.length === 0) return effect({ call, sha, grant, checked });
    return keep({ call, sha, why, about: { table: null, summary, shown: nothingShown, baseRevision: null } });
  }

  function revisionOf({ table, id }: CheckedWrite): number | null {
    return id === undefined ? null : (rows[table].entity(id)?.revision ?? null);
  }

  return {
    read,
    write,
    show,
    embed,
    perform({ approval, call, table, sha, grant, view, edited, why }) {
      const more = moreOf(call);
      const keys = new Set(why.flatMap(({ code }) => (code === 'limit' ? passedLimits({ ...grant, more }) : [])));
      if (keys.size > 0) grants.raise({ grant, keys: [...keys], more });
      if (call.action === 'select' || call.action === 'get' || call.action === 'vector_search') {
        kept.setState({ seq: approval.seq, state: 'approved' });
        return;
      }
      if (table === null || isVectorAction(call.action)) {
        if (edited) throw new DeviceError('invalid_data', 'This is done as it is, or not at all. Nothing was done.');
        const { checked } = isVectorAction(call.action) ? embedding({ call, view }) : showing({ call, sha, grant, view });
        effect({ call, sha, grant, checked });
        kept.setState({ seq: approval.seq, state: 'executed' });
        return;
      }
      const checked = checkWrite({ call, edited, table, view, powers });
      // What is kept of it is what was done.
      const made = edited && {
        edited: JSON.stringify(edited),
        summary: describeWrite({ write: checked, since: undefined, rows }).summary,
      };
      effect({ call, sha, grant, checked });
      kept.setState({ seq: approval.seq, state: 'executed', ...made });
    },
    describe({ call, table, view }) {
      const checked = checkWrite({ call, table, view, powers });
      return { ...describeWrite({ write: checked, since: undefined, rows }), baseRevision: revisionOf(checked) };
    },
  };
}

const nothingShown: Shown = { fields: [], hanging: [], since: [] };

function moreOf({ action }: ToolCall): Partial<Amounts> {
  if (action === 'insert') return { calls: 1, inserts: 1 };
  return action === 'update' ? { calls: 1, updates: 1 } : { calls: 1 };
}

/** What an effect needs to be done and written down. `table`: null when it is on none. */
interface Effect {
  table: TableName | null;
  run: () => ToolAnswer;
}

/** What a kept call is about. */
interface About {
  table: TableName | null;
  id?: string | undefined;
  summary: string;
  shown: Shown;
  baseRevision: number | null;
}
