import {
  isToolAction,
  TABLE_NAMES,
  type JsonObject,
  type TableName,
  type ToolAction,
  type ToolErrorCode,
} from '@adiuva/shared-protocol';
import type { KeptCall, Shown, StoredApproval, Why } from '#core/approvals/index.ts';
import { DeviceError } from '#core/device-error.ts';
import { rowKey, type BoundGrant } from '#core/policy/index.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { PrivacyView } from '#core/privacy/index.ts';
import type { RunRepository } from '#core/runs/index.ts';
import { isTableName, storageFaultOf } from '#core/storage/index.ts';
import type { Neighbour } from '#core/vectors/index.ts';
import { refusal, type NewWarning } from '#core/warnings/index.ts';
import { createCallWork, needsApproval } from './call-work.ts';
import { isShowAction } from './checked-show.ts';
import { payloadSha256, type ToolCall } from './payload.ts';
import { errorFields, resultText, translateFault } from './result-frame.ts';
import { isVectorAction } from './vector-call.ts';
import { lookupOf, type VectorLookup } from './vector-search.ts';

/** The actions that this device does; of the others it grants none. */
const done: ReadonlySet<ToolAction> = new Set([
  'select',
  'get',
  'insert',
  'update',
  'delete',
  'vector_upsert',
  'vector_search',
  'ui.navigate_to',
  'ui.open_item',
  'ui.notify',
]);

const READS: ReadonlySet<string> = new Set<ToolAction>(['select', 'get', 'vector_search']);

/** Refusals that no honest backend meets in its daily work. */
const suspicious = new Set<ToolErrorCode>([
  'run_not_granted',
  'run_closed',
  'unknown_action',
  'unknown_table',
  'action_not_granted',
  'id_conflict',
]);

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
  /** `neighbours`: what was looked up for a search. */
  answer(call: ToolCall, neighbours?: readonly Neighbour[]): CallAnswer;
  /**
   * What must be looked up before a search can be answered; undefined for every other call, and for one that is refused
   * anyway. Changes nothing.
   */
  lookup(call: ToolCall): VectorLookup | undefined;
  /**
   * Does a kept write as the user approved it, in a transaction; its repeats get the answer that is kept here. A kept
   * read is allowed only: its repeat does it.
   * @throws DeviceError `run_closed`, and what the write itself says
   */
  perform(work: { approval: StoredApproval; call: ToolCall; edited: JsonObject | undefined; why: readonly Why[] }): void;
  /** What the user is shown of a kept write now. @throws DeviceError what the write itself says */
  describe(call: ToolCall): { shown: Shown; summary: string; baseRevision: number | null };
}

export function createCallDesk({
  runs,
  warn,
  logger,
  ...parts
}: Parameters<typeof createCallWork>[0] & {
  runs: RunRepository;
  warn: (warning: NewWarning) => void;
  logger: Logger;
}): CallDesk {
  const { grants, executed, kept, privacy } = parts;
  const { rows } = parts.powers;
  const work = createCallWork(parts);

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

  /** The table of a call; where its action takes none, what it is about: notes, or null. Named may be only one that is there. */
  function tableOf(call: ToolCall): TableName | null {
    if (!isToolAction(call.action)) throw new DeviceError('unknown_action', `There is no action "${call.action.slice(0, 100)}".`);
    if (!done.has(call.action))
      throw new DeviceError('action_not_granted', `This device does not grant "${call.action}". Go on without it.`);
    if (isShowAction(call.action) && (call.table === undefined || call.table === null || isTableName(call.table))) return null;
    if (isVectorAction(call.action) && (call.table === undefined || call.table === null || isTableName(call.table)))
      return 'notes';
    if (isTableName(call.table)) return call.table;
    throw new DeviceError('unknown_table', `There is no such table. Tables: ${TABLE_NAMES.join(', ')}.`);
  }

  /** The answer to a repeat of a call that the user was asked about; undefined: it is to be read now. */
  function keptFields({ call, known }: { call: ToolCall; known: KeptCall }): undefined {
    kept.markAnswered(known);
    switch (known.state) {
      case 'pending':
        throw needsApproval();
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
  function fieldsOf(call: ToolCall, neighbours: readonly Neighbour[] | undefined): string {
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
    const shown = { call, sha, grant, view: viewOf(call.run_id) };
    if (table === null) return work.show(shown).fields;
    if (call.action === 'vector_upsert') return work.embed(shown).fields;
    const passed = { ...shown, table };
    if (!READS.has(call.action)) return work.write(passed).fields;
    const answer = work.read({ ...passed, isAllowed: known?.state === 'approved', neighbours });
    if (known?.state === 'approved') kept.setState({ seq: known.seq, state: 'executed' });
    return answer.fields;
  }

  return {
    answer(call, neighbours) {
      const name = { id: call.id, runId: call.run_id };
      try {
        return { text: resultText({ ...name, fields: fieldsOf(call, neighbours) }), warning: undefined };
      } catch (cause) {
        // SQLite may have taken back the whole transaction: no other call of it may be answered as done.
        if (storageFaultOf(cause)) throw cause;
        const fault = translateFault(cause);
        if (fault.code === 'internal') logger.error('a call failed', { call_id: call.id, fault: String(fault.cause) });
        if (fault.code === 'conflict') warnOfConflict(call);
        const isOwners = fault instanceof ClosedRun && fault.isOwners;
        const isPestering = fault.code === 'quota_exceeded' && isShowAction(call.action);
        const warning =
          (suspicious.has(fault.code) && !isOwners) || isPestering
            ? refusal({ code: fault.code, action: call.action, runId: call.run_id })
            : undefined;
        return { text: resultText({ ...name, fields: errorFields(fault) }), warning };
      }
    },
    lookup(call) {
      if (call.action !== 'vector_search' || call.source) return undefined;
      const grant = grants.ofRun(call.run_id);
      if (!grant || 'closed' in grant) return undefined;
      try {
        return lookupOf({ call, meaning: parts.powers.meaning });
      } catch (cause) {
        if (cause instanceof DeviceError) return undefined;
        throw cause;
      }
    },
    perform({ approval, call, edited, why }) {
      const grant = grantOf(call.run_id);
      const sha = approval.payloadSha256;
      work.perform({ approval, call, table: tableOf(call), sha, grant, view: viewOf(call.run_id), edited, why });
    },
    describe(call) {
      const table = tableOf(call);
      if (table === null) throw new DeviceError('invalid_data', 'What is only shown has no row to look at again.');
      return work.describe({ call, table, view: viewOf(call.run_id) });
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
