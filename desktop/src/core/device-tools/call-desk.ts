import { TABLE_NAMES, type TableName, type ToolErrorCode } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Ledger } from '#core/ledger/index.ts';
import { addUse, passedLimit, type BoundGrant, type ExecutedCalls, type Grants } from '#core/policy/index.ts';
import type { Logger } from '#core/ports/logger.ts';
import { isTableName, type AllWorkRows, type DeviceDatabase, type WorkReader } from '#core/storage/index.ts';
import type { WorkWriter } from '#core/work/index.ts';
import { getRow } from './get-row.ts';
import { payloadSha256, type ToolCall } from './payload.ts';
import { selectRows } from './select-rows.ts';
import type { ToolAnswer } from './tool-answer.ts';
import { checkWrite } from './write-row.ts';

/** Actions of PROTOCOL 3 that nobody may do yet. */
const notGranted = new Set([
  'delete',
  'vector_upsert',
  'vector_search',
  'ui.navigate_to',
  'ui.open_item',
  'ui.notify',
  'list_directory',
  'read_file_content',
]);

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
  suspicious: boolean;
}

/**
 * Answers `tool_call`s, in PROTOCOL 3's order of checks. Its caller opens one transaction for the calls that arrived
 * together, and sends the answers once it is committed.
 */
export interface CallDesk {
  answer(call: ToolCall): CallAnswer;
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
  if (code.startsWith('SQLITE_BUSY'))
    return new DeviceError('busy', 'The device’s database is busy. Nothing was done; try again.', { cause });
  return new DeviceError('internal', 'The device failed at this. Nothing was done.', { cause });
}

export function createCallDesk({
  database,
  grants,
  executed,
  ledger,
  journal,
  rows,
  reader,
  writer,
  clock,
  logger,
}: {
  database: DeviceDatabase;
  grants: Grants;
  executed: ExecutedCalls;
  ledger: Ledger;
  journal: Journal;
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  clock: Clock;
  logger: Logger;
}): CallDesk {
  function grantOf(call: ToolCall): BoundGrant {
    const grant = grants.ofRun(call.run_id);
    if (grant === 'closed') throw new DeviceError('run_closed', 'This run has ended on the device; nothing more is done for it.');
    if (!grant) throw new DeviceError('run_not_granted', 'The device’s owner did not ask for this run.');
    return grant;
  }

  function tableOf(call: ToolCall): TableName {
    switch (call.action) {
      case 'select':
      case 'get':
      case 'insert':
      case 'update':
        break;
      default:
        if (notGranted.has(call.action))
          throw new DeviceError('action_not_granted', `This device does not grant "${call.action}". Go on without it.`);
        throw new DeviceError('unknown_action', `There is no action "${call.action.slice(0, 100)}".`);
    }
    if (isTableName(call.table)) return call.table;
    throw new DeviceError('unknown_table', `There is no such table. Tables: ${TABLE_NAMES.join(', ')}.`);
  }

  function use({ call, table, sha, grant, answer, more }: Use): void {
    const { rowIds, rowCount } = answer;
    ledger.add({
      callId: call.id,
      runId: call.run_id,
      action: call.action,
      tableName: table,
      rowIds,
      rowCount,
      bytes: answer.bytes,
      clients: undefined,
      withheld: 0,
      replaced: 0,
      counted: more.calls !== undefined,
      payloadSha256: sha,
      journalSeq: journal.lastSeq(),
      at: clock.now(),
    });
    addUse({ used: grant.used, more });
  }

  function checkLimits({ grant, more }: Pick<Use, 'grant' | 'more'>): void {
    const passed = passedLimit({ limits: grant.limits, used: grant.used, more });
    if (passed !== undefined) throw new DeviceError('quota_exceeded', passed);
  }

  function read({ call, table, sha, grant }: Omit<Use, 'answer' | 'more'>): ToolAnswer {
    const isRepeat = grant.readCalls.get(call.id) === sha;
    if (!isRepeat) checkLimits({ grant, more: { calls: 1 } });
    const answer = call.action === 'get' ? getRow({ call, table, rows }) : selectRows({ call, table, reader });
    const more = isRepeat ? {} : { calls: 1, rows: answer.rowCount, bytes: answer.bytes };
    checkLimits({ grant, more });
    use({ call, table, sha, grant, answer, more });
    grant.readCalls.set(call.id, sha);
    return answer;
  }

  function write({ call, table, sha, grant }: Omit<Use, 'answer' | 'more'>): ToolAnswer {
    const checked = checkWrite({ call, table, writer });
    const more = checked.kind === 'insert' ? { calls: 1, inserts: 1 } : { calls: 1, updates: 1 };
    checkLimits({ grant, more });
    return database.write(() => {
      const answer = checked.run();
      executed.add({ callId: call.id, runId: call.run_id, payloadSha256: sha, result: answer.fields, at: clock.now() });
      use({ call, table, sha, grant, answer, more });
      return answer;
    });
  }

  /** The fields of the answer. @throws DeviceError with the code of the refusal */
  function fieldsOf(call: ToolCall): string {
    const grant = grantOf(call);
    grants.touch(call.run_id);
    const sha = payloadSha256(call);
    const known = executed.get(call.id);
    if (known) {
      if (known.runId === call.run_id && known.payloadSha256 === sha) return known.result;
      throw new DeviceError('id_conflict', 'Another call had this id. Give every call its own.');
    }
    const table = tableOf(call);
    if (call.source) throw new DeviceError('invalid_data', 'This device takes no "source" yet. Leave it out.');
    const work = { call, table, sha, grant };
    return call.action === 'select' || call.action === 'get' ? read(work).fields : write(work).fields;
  }

  return {
    answer(call) {
      const name = { id: call.id, runId: call.run_id };
      try {
        return { text: resultText({ ...name, fields: fieldsOf(call) }), suspicious: false };
      } catch (cause) {
        const fault = translateFault(cause);
        if (fault.code === 'internal') logger.error('a call failed', { call_id: call.id, fault: String(fault.cause) });
        return { text: resultText({ ...name, fields: errorFields(fault) }), suspicious: suspicious.has(fault.code) };
      }
    },
  };
}

interface Use {
  call: ToolCall;
  table: TableName;
  sha: string;
  grant: BoundGrant;
  answer: ToolAnswer;
  more: Partial<BoundGrant['used']>;
}
