import { createBackend } from '@adiuva/backend/create-backend';
import { startEmbeddedPostgres } from '@adiuva/backend/embedded-postgres';
import { createLog } from '@adiuva/backend/log';
import { createModels } from '@adiuva/backend/models';
import { createCore } from '@adiuva/desktop/core';
import { fixedAccessToken } from '@adiuva/desktop/core/access-tokens';
import { systemClock } from '@adiuva/desktop/core/clock';
import { createMemoryLogger } from '@adiuva/desktop/core/logger';
import { createMemorySecrets } from '@adiuva/desktop/core/secrets';
import { openHome } from '@adiuva/launcher/home.ts';
import { randomBytes } from 'node:crypto';
import { register } from '#e2e/fixtures/script-device.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { percentile, round, timeEach, type Figure } from './measure.ts';
import { createZeroLatencyModel } from './zero-latency-model.ts';

const WARM_UP = 30;
const TURNS = 200;
/** A turn's prompt grows with its session: a new one every so often keeps the figure about a turn. */
const TURNS_A_SESSION = 10;

/** A message, one tool call on the real core, an answer: backend, PostgreSQL and device whole, the model free of cost. */
export async function benchChatTurn(): Promise<Figure[]> {
  const { home, remove } = temporaryHome();
  const paths = openHome(home);
  const log = createLog({ level: 'silent' });
  const postgres = await startEmbeddedPostgres({ folder: paths.backend, log, signal: new AbortController().signal });
  const backend = await createBackend({
    database: postgres.address,
    secrets: { current: randomBytes(48), previous: undefined },
    models: createModels({ available: [createZeroLatencyModel()], chat: 'bench:zero' }),
    tier: 'pro',
    registration: 'open',
    port: 0,
    version: 'bench',
    log,
  });
  const token = await register({ backendUrl: backend.url, email: 'bench@example.com' });
  const core = createCore({
    ports: { accessTokens: fixedAccessToken(token), secrets: createMemorySecrets(), logger: createMemoryLogger() },
    paths: { device: paths.device },
    clock: systemClock(),
    backendUrl: backend.url,
    version: 'bench',
  });
  try {
    let answered: (event: Record<string, unknown>) => void = () => undefined;
    core.commands.listen((event) => {
      if (event.event === 'answer') answered(event);
    });
    let session: unknown;
    const turn = (index: number): Promise<void> =>
      new Promise((resolve, reject) => {
        answered = (event) => {
          session = event['session_id'];
          if (event['status'] === 'success') resolve();
          else reject(new Error(`a turn ended with ${String(event['status'])}: ${String(event['text'])}`));
        };
        core.commands.run(
          JSON.stringify({ chat: 'Show my tasks', ...(index % TURNS_A_SESSION === 0 ? {} : { session_id: session }) }),
        );
      });
    await timeEach({ count: WARM_UP, call: turn });
    const samples = await timeEach({ count: TURNS, call: turn });
    return [
      {
        name: 'one chat turn with one tool call at a zero-latency model, in process, p50',
        value: round(percentile(samples, 0.5), 1),
        unit: 'ms',
        aim: '<=30',
      },
      {
        name: 'one chat turn with one tool call at a zero-latency model, in process, p95',
        value: round(percentile(samples, 0.95), 1),
        unit: 'ms',
        aim: '',
      },
    ];
  } finally {
    await core.dispose();
    await backend.close();
    await postgres.stop();
    remove();
  }
}
