import { askRouter, intentSchema, wordsOf, type Intent } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import { ModelUnavailable, OFFLINE_MODEL, readModelName, type WorkspaceModels } from '#backend/models/index.ts';
import { saveIntent, type RunRecord } from '#backend/storage/run-repository.ts';
import type { RunLog } from './run-log.ts';
import type { RunWork } from './run-work.ts';

/**
 * What the router's model says that a run's message is about, asked once and stored before the first step. Undefined: no model
 * is asked, or it had no answer in time, and the message's words tell.
 */
export async function routeMessage({
  run,
  said,
  isBegun,
  models,
  log,
  work,
  clock,
  signal,
}: {
  run: RunRecord;
  said: string;
  /** A step was made before, of a prompt that stays as it was. */
  isBegun: boolean;
  models: WorkspaceModels;
  log: RunLog;
  work: Pick<RunWork, 'countCall'>;
  clock: Clock;
  signal: AbortSignal;
}): Promise<Intent | undefined> {
  const stored = intentSchema.safeParse(run.intent).data;
  const name = models.roles.router.model;
  if (stored !== undefined || isBegun || !mayRead({ router: name, chat: run.model })) return stored;
  const model = await models.language(name).catch((error: unknown) => {
    if (error instanceof ModelUnavailable) return undefined;
    throw error;
  });
  if (!model) return undefined;
  const { intent, ...made } = await askRouter({ model, modelName: name, message: wordsOf(said), signal, clock });
  work.countCall({ call: { role: 'router', model: name, ...made }, pricer: await models.pricerOf(name) });
  if (intent !== undefined) {
    await log.write({ events: [], rows: (sql) => saveIntent({ sql, runId: run.id, intent }) });
  }
  return intent;
}

/**
 * The user's device sent the message for one model, and let it be seen by that model's provider. No other one is shown it. A
 * model that answers anyhow gains nothing by being asked twice.
 */
function mayRead({ router, chat }: { router: string; chat: string }): boolean {
  if (router === OFFLINE_MODEL || router === chat) return false;
  const provider = readModelName(router)?.provider;
  return provider !== undefined && provider === readModelName(chat)?.provider;
}
