import {
  isToolAction,
  TABLE_NAMES,
  type JsonObject,
  type TableName,
  type ToolAction,
  type ToolErrorCode,
} from '@adiuva/shared-protocol';
import type { KeptCall, KeptCalls, Shown, StoredApproval, Why } from '#core/approvals/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Ledger, LedgerRow } from '#core/ledger/index.ts';
import { passedLimits, rowKey, type Amounts, type BoundGrant, type ExecutedCalls, type Grants } from '#core/policy/index.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { Privacy, PrivacyView } from '#core/privacy/index.ts';
import type { RunRepository } from '#core/runs/index.ts';
import { isTableName, storageFaultOf, type DeviceDatabase } from '#core/storage/index.ts';
import { refusal, type NewWarning } from '#core/warnings/index.ts';
import { checkRead, checkWrite, type CallPowers, type CheckedWrite } from './checked-call.ts';
import { describeWrite } from './describe-call.ts';
import { payloadSha256, type ToolCall } from './payload.ts';
import { limitReasons, reasonsToAsk } from './reasons-to-ask.ts';
import type { ToolAnswer } from './tool-answer.ts';

/** The actions that this device does; of the others it grants none. */
const done: ReadonlySet<ToolAction> = new Set(['select', 'get', 'insert', 'update', 'delete']);

/** Refusals that no honest backend meets in its daily work. */
const suspicious = new Set<ToolErrorCode>([
  'run_not_granted',
  'run_closed',
  'unknown_action',
  'unknown_table',
  'action_not_granted',
  'id_conflict',
]);

const NEEDS_APPROVAL =
  'The user has to approve this first. It was kept as it is and shown to them; nothing was done yet. Wait for their answer.';

export interface CallAnswer {
  /** The `tool_result`, ready to be sent. */
  text: string;
  /** What the user should know of it, when it is a refusal that no honest backend meets. */
  warning: NewWarning | undefined;
}

/**
 * Answers `tool_call`s, in PROTOCOL 3's order of checks. Its caller opens one transaction for the calls that arrived
 * together, and sends the answers once it is committed.
 */
export interface CallDesk {
  answer(call: ToolCall): CallAnswer;
  /**
   * Does a kept write as the user approved it, in a transaction; its repeats get the answer that is kept here. A kept
   * read is allowed only: its repeat does it.
   * @throws DeviceError `run_closed`, and what the write itself says
   */
  perform(work: { approval: StoredApproval; call: ToolCall; edited: JsonObject | undefined; why: readonly Why[] }): void;
  /** What the user is shown of a kept write now. @throws DeviceError what the write itself says */
  describe(work: { call: ToolCall; edited?: JsonObject | undefined }): {
    shown: Shown;
    summary: string;
    baseRevision: number | null;
  };
}

export function resultText({ id, runId, fields }: { id: string; runId: string; fields: string }): string {
  return `{"type":"tool_result","id":${JSON.stringify(id)},"run_id":${JSON.stringify(runId)},${fields}}`;
}

export function errorFields({ code, message }: { code: ToolErrorCode; message: string }): string {
  return `"error":${JSON.stringify(message)},"code":"${code}"`;
}

/** A fault of SQLite's or our own, in a sentence that gives nothing of it away. */
export function translateFault(cause: unknown): DeviceError {
  if (cause instanceof DeviceError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const storage = storageFaultOf(cause);
  if (storage) return new DeviceError('busy', storage.sentence, { cause });
  if (code.startsWith('SQLITE_BUSY'))
    return new DeviceError('busy', 'The device’s database is busy. Nothing was done; try again.', { cause });
  return new DeviceError('internal', 'The device failed at this. Nothing was done.', { cause });
}

export function createCallDesk({
  database,
  grants,
  executed,
  kept,
  ledger,
  journal,
  privacy,
  runs,
  powers,
  warn,
  clock,
  logger,
}: {
  database: DeviceDatabase;
  grants: Grants;
  executed: ExecutedCalls;
  kept: KeptCalls;
  ledger: Ledger;
  journal: Journal;
  privacy: Privacy;
  runs: RunRepository;
  powers: CallPowers;
  warn: (warning: NewWarning) => void;
  clock: Clock;
  logger: Logger;
}): CallDesk {
  const { rows } = powers;

  function grantOf(runId: string): BoundGrant {
    const grant = grants.ofRun(runId);
    if (!grant) throw new DeviceError('run_not_granted', 'The device’s owner did not ask for this run.');
    if (!('closed' in grant)) return grant;
    const isOwners = grant.closed !== 'final' && grant.closed !== null;
    throw new ClosedRun({ isOwners });
  }

  function viewOf(runId: string): PrivacyView {
    return privacy.viewOf({
      get model() {
        return runs.get(runId)?.model ?? null;
      },
    });
  }

  function tableOf(call: ToolCall): TableName {
    if (!isToolAction(call.action)) throw new DeviceError('unknown_action', `There is no action "${call.action.slice(0, 100)}".`);
    if (!done.has(call.action))
      throw new DeviceError('action_not_granted', `This device does not grant "${call.action}". Go on without it.`);
    if (isTableName(call.table)) return call.table;
    throw new DeviceError('unknown_table', `There is no such table. Tables: ${TABLE_NAMES.join(', ')}.`);
  }

  /** Writes down what leaves, and what it used; both before it leaves. */
  function use({ call, table, sha, grant, answer, isCounted }: Use): void {
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
      clients: privacy.clientsOf({ table, ids }),
      withheld: answer.withheld,
      replaced: answer.replaced,
      counted: isCounted,
      payloadSha256: sha,
      journalSeq: journal.lastSeq(),
      at: clock.now(),
    };
    ledger.add(row);
    grants.noteAnswer(row);
    if (!grant.tainted && rows[table].anyTainted(ids)) grants.taint(grant);
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
    throw new DeviceError('needs_approval', NEEDS_APPROVAL);
  }

  function read({ call, table, sha, grant, isAllowed }: Work & { isAllowed: boolean }): ToolAnswer {
    const checked = checkRead({ call, table, view: viewOf(call.run_id), powers });
    const isRepeat = grant.readCalls.get(call.id) === sha;
    const isFree = isRepeat || isAllowed;
    const about: About = {
      table,
      summary: `Read ${table === 'taskComments' ? 'comments' : table}`,
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
  function effect({ call, sha, grant, checked }: Omit<Work, 'table'> & { checked: CheckedWrite }): ToolAnswer {
    return database.write(() => {
      const answer = checked.run();
      executed.add({ callId: call.id, runId: call.run_id, payloadSha256: sha, result: answer.fields, at: clock.now() });
      use({ call, table: checked.table, sha, grant, answer, isCounted: true });
      return answer;
    });
  }

  function write({ call, table, sha, grant }: Work): ToolAnswer {
    const view = viewOf(call.run_id);
    const checked = checkWrite({ call, table, view, powers });
    const { why, since } = reasonsToAsk({ write: checked, grant, rows, journal, view });
    if (why.length === 0) return effect({ call, sha, grant, checked });
    const { shown, summary } = describeWrite({ write: checked, since, rows });
    return keep({ call, sha, why, about: { table, id: checked.id, shown, summary, baseRevision: revisionOf(checked) } });
  }

  function revisionOf({ table, id }: CheckedWrite): number | null {
    return id === undefined ? null : (rows[table].entity(id)?.revision ?? null);
  }

  /** The answer to a repeat of a call that the user was asked about; undefined: it is to be read now. */
  function keptFields({ call, known }: { call: ToolCall; known: KeptCall }): undefined {
    kept.markAnswered(known);
    switch (known.state) {
      case 'pending':
        throw new DeviceError('needs_approval', NEEDS_APPROVAL);
      case 'rejected': {
        // The rule may be younger than the reason.
        const isTold = known.reason !== null && privacy.named(known.reason).length === 0;
        const reason = isTold && known.reason ? viewOf(call.run_id).outgoingText(known.reason) : '';
        throw new DeviceError('rejected', `The user rejected this${reason ? `: ${reason}` : '. They gave no reason.'}`);
      }
      case 'expired':
        throw new DeviceError('rejected', 'Nobody answered in time, so this was not done (expired).');
      default:
        return undefined;
    }
  }

  /** A kept answer, without its row where the user has hidden that since: what is told again is told now. */
  function stillVisible({ call, fields }: { call: ToolCall; fields: string }): string {
    const view = viewOf(call.run_id);
    if (view.isOpen || !isTableName(call.table)) return fields;
    const { row } = JSON.parse(`{${fields}}`) as { row?: { id: string } | null };
    return row && !view.sees({ table: call.table, id: row.id }) ? '"row":null' : fields;
  }

  /** The fields of the answer. @throws DeviceError with the code of the refusal */
  function fieldsOf(call: ToolCall): string {
    const grant = grantOf(call.run_id);
    grants.touch(call.run_id);
    const sha = payloadSha256(call);
    const known = kept.get(call.id);
    const done = executed.get(call.id);
    if (done) {
      if (done.runId !== call.run_id || done.payloadSha256 !== sha) throw idConflict();
      if (known) kept.markAnswered(known);
      return stillVisible({ call, fields: done.result });
    }
    if (known) {
      if (known.runId !== call.run_id || known.payloadSha256 !== sha) throw idConflict();
      keptFields({ call, known });
    }
    const table = tableOf(call);
    if (call.source) throw new DeviceError('invalid_data', 'This device takes no "source" yet. Leave it out.');
    const work = { call, table, sha, grant };
    if (call.action !== 'select' && call.action !== 'get') return write(work).fields;
    const answer = read({ ...work, isAllowed: known?.state === 'approved' });
    if (known?.state === 'approved') kept.setState({ seq: known.seq, state: 'executed' });
    return answer.fields;
  }

  return {
    answer(call) {
      const name = { id: call.id, runId: call.run_id };
      try {
        return { text: resultText({ ...name, fields: fieldsOf(call) }), warning: undefined };
      } catch (cause) {
        // SQLite may have taken back the whole transaction: no other call of it may be answered as done.
        if (storageFaultOf(cause)) throw cause;
        const fault = translateFault(cause);
        if (fault.code === 'internal') logger.error('a call failed', { call_id: call.id, fault: String(fault.cause) });
        if (fault.code === 'conflict') warnOfConflict(call);
        const isOwners = fault instanceof ClosedRun && fault.isOwners;
        const warning =
          suspicious.has(fault.code) && !isOwners
            ? refusal({ code: fault.code, action: call.action, runId: call.run_id })
            : undefined;
        return { text: resultText({ ...name, fields: errorFields(fault) }), warning };
      }
    },
    perform({ approval, call, edited, why }) {
      const grant = grantOf(call.run_id);
      const table = tableOf(call);
      const keys = new Set(why.flatMap(({ code }) => (code === 'limit' ? passedLimits({ ...grant, more: moreOf(call) }) : [])));
      if (keys.size > 0) grants.raise({ grant, keys: [...keys], more: moreOf(call) });
      if (call.action === 'select' || call.action === 'get') {
        kept.setState({ seq: approval.seq, state: 'approved' });
        return;
      }
      const checked = checkWrite({ call, edited, table, view: viewOf(call.run_id), powers });
      // What is kept of it is what was done.
      const made = edited && {
        edited: JSON.stringify(edited),
        summary: describeWrite({ write: checked, since: undefined, rows }).summary,
      };
      effect({ call, sha: approval.payloadSha256, grant, checked });
      kept.setState({ seq: approval.seq, state: 'executed', ...made });
    },
    describe({ call, edited }) {
      const checked = checkWrite({ call, edited, table: tableOf(call), view: viewOf(call.run_id), powers });
      return { ...describeWrite({ write: checked, since: undefined, rows }), baseRevision: revisionOf(checked) };
    },
  };

  function warnOfConflict({ run_id: runId, action, table, data }: ToolCall): void {
    const id = data?.['id'];
    if (!isTableName(table) || typeof id !== 'string') return;
    const label = rows[table].label(id) ?? '';
    warn({
      kind: 'conflict',
      topic: `conflict ${rowKey({ table, id })} ${runId}`,
      runId,
      code: 'conflict',
      action,
      row: { table, id },
      sentence: `Two requests wrote “${label}” at the same time. The later one was told to read it again; the earlier change stands.`,
    });
  }
}

const nothingShown: Shown = { fields: [], hanging: [], since: [] };

function moreOf({ action }: ToolCall): Partial<Amounts> {
  if (action === 'insert') return { calls: 1, inserts: 1 };
  return action === 'update' ? { calls: 1, updates: 1 } : { calls: 1 };
}

function idConflict(): DeviceError {
  return new DeviceError('id_conflict', 'Another call had this id. Give every call its own.');
}

/** The run is over here. `isOwners`: the owner ended it, so that a call on its way is nobody's fault. */
class ClosedRun extends DeviceError {
  readonly isOwners: boolean;

  constructor({ isOwners }: { isOwners: boolean }) {
    super('run_closed', 'This run has ended on the device; nothing more is done for it.');
    this.isOwners = isOwners;
  }
}

interface Work {
  call: ToolCall;
  table: TableName;
  sha: string;
  grant: BoundGrant;
}

interface Use extends Work {
  answer: ToolAnswer;
  isCounted: boolean;
}

/** What a kept call is about. */
interface About {
  table: TableName;
  id?: string | undefined;
  summary: string;
  shown: Shown;
  baseRevision: number | null;
}
