import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { CallListener } from '#backend/models/index.ts';
import type { RunObserver } from '#backend/runs/index.ts';
import type { Database } from '#backend/storage/database.ts';
import { countOpenRunsByStatus } from '#backend/storage/run-repository.ts';
import { cappedNames, OTHER } from './capped-names.ts';
import { createRegistry, type Sample } from './registry.ts';

const RUN_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600];
const CALL_SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120];
/** Models that have series of their own; whoever sends a message may name one. */
const MODELS = 50;
const LOOP_RESOLUTION_MS = 50;

/** What is measured, and how it is read. */
export interface Metrics {
  runs: RunObserver;
  onModelCall: CallListener;
  /** The text that Prometheus reads; without the runs of a database that does not answer. */
  write(): Promise<string>;
  close(): void;
}

export function createMetrics({
  database,
  sockets,
  tools,
  version,
}: {
  database: Database;
  /** Device sockets that are open here. */
  sockets: () => number;
  /** The names that tools have; models call others too. */
  tools: readonly string[];
  version: string;
}): Metrics {
  const registry = createRegistry();
  const modelLabel = cappedNames({ most: MODELS });
  const known = new Set(tools);
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();

  registry.gauge({ name: 'adiuva_build_info', help: 'The version that runs.', read: () => [{ labels: { version }, value: 1 }] });
  /** Asked for once a reading, by the first of the two gauges that show it. */
  let open: Promise<{ status: string; kind: string; runs: number }[] | undefined> | undefined;
  registry.gauge({
    name: 'adiuva_open_runs',
    help: 'Runs that have not ended, of all backends of this database, by status.',
    async read() {
      // A database that is away keeps nobody from the other numbers.
      open = countOpenRunsByStatus({ sql: database.sql }).catch(() => undefined);
      const rows = await open;
      if (!rows) return [];
      return ['queued', 'running', 'waiting'].map((status) => sumOf({ rows, status, labels: { status } }));
    },
  });
  registry.gauge({
    name: 'adiuva_queue_depth',
    help: 'Runs that wait for a worker, of all backends of this database, by kind.',
    async read() {
      const rows = await open;
      if (!rows) return [];
      return ['chat', 'agent', 'journey'].map((kind) => sumOf({ rows, status: 'queued', kind, labels: { kind } }));
    },
  });
  const ended = registry.counter({ name: 'adiuva_runs_ended_total', help: 'Runs that this process ended.' });
  const durations = registry.histogram({
    name: 'adiuva_run_duration_seconds',
    help: 'From when a run was asked for to its end, waits for its user too.',
    bounds: RUN_SECONDS,
  });
  const calls = registry.counter({ name: 'adiuva_model_calls_total', help: 'Model calls by model, role and outcome.' });
  const callSeconds = registry.histogram({
    name: 'adiuva_model_call_duration_seconds',
    help: 'How long model calls take, by role.',
    bounds: CALL_SECONDS,
  });
  const tokens = registry.counter({
    name: 'adiuva_model_tokens_total',
    help: 'Tokens by model; cached and cache_write are parts of input, reasoning is part of output.',
  });
  const cost = registry.counter({ name: 'adiuva_model_cost_usd_total', help: 'US dollars, of models whose price is known.' });
  const toolCalls = registry.counter({ name: 'adiuva_tool_calls_total', help: 'Tool calls of models, by tool and outcome.' });
  registry.gauge({
    name: 'adiuva_device_sockets',
    help: 'Device sockets that are open here.',
    read: () => [{ labels: {}, value: sockets() }],
  });
  registry.gauge({
    name: 'adiuva_event_loop_lag_seconds',
    help: 'How late the event loop was, since this was last read.',
    read() {
      const lag = (ns: number): number => Math.max(0, ns / 1e9 - LOOP_RESOLUTION_MS / 1_000);
      const samples: Sample[] = [
        { labels: { quantile: '0.5' }, value: lag(loop.percentile(50)) },
        { labels: { quantile: '0.99' }, value: lag(loop.percentile(99)) },
        { labels: { quantile: '1' }, value: lag(loop.max) },
      ];
      loop.reset();
      return samples;
    },
  });
  registry.gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    read: () => [{ labels: {}, value: process.memoryUsage.rss() }],
  });
  registry.gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Memory of the JavaScript heap that is used.',
    read: () => [{ labels: {}, value: process.memoryUsage().heapUsed }],
  });

  return {
    runs: {
      ended({ kind, status, ms }) {
        ended.add({ kind, status });
        durations.observe({ kind }, ms / 1_000);
      },
      toolCalled({ tool, outcome }) {
        toolCalls.add({ tool: known.has(tool) ? tool : OTHER, outcome });
      },
    },
    onModelCall({ role, model: name, outcome, usage, latencyMs, costUsd }) {
      const model = modelLabel(name);
      calls.add({ model, role, outcome });
      callSeconds.observe({ role }, latencyMs / 1_000);
      tokens.add({ model, kind: 'input' }, usage.inputTokens);
      tokens.add({ model, kind: 'output' }, usage.outputTokens);
      tokens.add({ model, kind: 'cached' }, usage.cachedInputTokens);
      tokens.add({ model, kind: 'cache_write' }, usage.cacheWriteTokens);
      tokens.add({ model, kind: 'reasoning' }, usage.reasoningTokens);
      cost.add({ model }, costUsd);
    },
    write: () => registry.write(),
    close: () => void loop.disable(),
  };
}

function sumOf({
  rows,
  status,
  kind,
  labels,
}: {
  rows: { status: string; kind: string; runs: number }[];
  status: string;
  kind?: string;
  labels: Sample['labels'];
}): Sample {
  const fitting = rows.filter((row) => row.status === status && (kind === undefined || row.kind === kind));
  return { labels, value: fitting.reduce((sum, { runs }) => sum + runs, 0) };
}
