import { toolTraceSchema } from '@adiuva/shared-protocol';
import type { KeptCalls } from '#core/approvals/index.ts';
import type { Ledger, LedgerRow } from '#core/ledger/index.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { RunRepository } from '#core/runs/index.ts';
import { isTableName, type AllWorkRows } from '#core/storage/index.ts';
import type { ToolCard } from '#rpc/chat.ts';
import { shownInput } from './shown-input.ts';

/** Rows that a card opens to at most. */
const SHOWN_ROWS = 20;

/** A call belongs to a card by its id, or by the part before its ordinal when a tool made several calls. */
function callsOf({ callId, calls }: { callId: string; calls: readonly LedgerRow[] }): LedgerRow[] {
  const stem = callId.slice(0, callId.lastIndexOf(':') + 1);
  return calls.filter((call) => call.callId === callId || (stem !== '' && call.callId.startsWith(stem)));
}

/** A call that was repeated has several answers: the newest counts. */
function newestOfEach(answers: readonly LedgerRow[]): LedgerRow[] {
  return [...new Map(answers.map((answer) => [answer.callId, answer])).values()];
}

function rowsOf({ calls, rows }: { calls: readonly LedgerRow[]; rows: AllWorkRows }): Pick<ToolCard, 'rows' | 'row_count'> {
  const touched = new Map<string, ToolCard['rows'][number]>();
  let count = 0;
  for (const call of calls) {
    const table = call.tableName;
    if (!isTableName(table)) continue;
    let repeated = 0;
    for (const id of call.rowIds) {
      const key = `${table} ${id}`;
      if (touched.has(key)) repeated += 1;
      const label = rows[table].label(id);
      touched.set(key, { table, id, label: label ?? '', missing: label === undefined });
    }
    count += call.rowCount - repeated;
  }
  return { rows: [...touched.values()].slice(0, SHOWN_ROWS), row_count: count };
}

/** The tools that a run used, in the order in which they began. What had not finished when the run ended never will. */
export function toolCards({
  runId,
  isOver,
  runs,
  ledger,
  kept,
  rows,
  privacy,
}: {
  runId: string;
  isOver: boolean;
  runs: RunRepository;
  ledger: Ledger;
  kept: KeptCalls;
  rows: AllWorkRows;
  privacy: Privacy;
}): ToolCard[] {
  const calls = newestOfEach(ledger.ofRun(runId));
  const cards = new Map<string, ToolCard>();
  for (const event of runs.events({ runId, types: ['tool_trace'] })) {
    const parsed = toolTraceSchema.safeParse(JSON.parse(event.frame));
    if (!parsed.success) continue;
    const trace = parsed.data;
    const card: ToolCard = cards.get(trace.trace_id) ?? {
      trace_id: trace.trace_id,
      tool: trace.tool,
      state: isOver ? 'interrupted' : 'running',
      input: {},
      rows: [],
      row_count: 0,
    };
    if (trace.input !== undefined) card.input = privacy.shownValue(shownInput(trace.input));
    if (trace.phase === 'finish') card.state = trace.outcome ?? (trace.error ? 'error' : 'ok');
    if (trace.output_summary) card.summary = privacy.shownText(trace.output_summary);
    if (trace.error) card.error = privacy.shownText(trace.error);
    if (typeof trace.latency_ms === 'number') card.latency_ms = trace.latency_ms;
    if (trace.tool_call_id) Object.assign(card, rowsOf({ calls: callsOf({ callId: trace.tool_call_id, calls }), rows }));
    // A device call waits under its own id, a tool of the backend's under its trace's.
    const waits = [trace.tool_call_id, trace.trace_id].some((id) => id && kept.get(id)?.state === 'pending');
    if (card.state === 'running' && waits) card.state = 'waiting';
    cards.set(trace.trace_id, card);
  }
  return [...cards.values()];
}
