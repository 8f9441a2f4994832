/**
 * A core in a process of its own, which does one thing again and again until it is killed, and says `done` each time:
 * `node killed-core.ts WHAT DEVICE IDS`.
 */
import { randomUUID } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import { createCore } from '#core/create-core.ts';
import { systemClock } from '#core/clock.ts';
import { fixedAccessToken } from '#core/ports/access-tokens.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createMemorySecrets } from '#core/ports/secrets.ts';

const [what, device = '', ...ids] = process.argv.slice(2);
process.stdout.write('opening\n');
const core = createCore({
  ports: { accessTokens: fixedAccessToken(undefined), secrets: createMemorySecrets(), logger: createMemoryLogger() },
  paths: { device },
  clock: systemClock(),
  backendUrl: undefined,
  version: '0.0.0-test',
});
const rpc = createRouterClient(core.router);
process.stdout.write('open\n');
for (let n = 0; ; n += 1) {
  if (what === 'back-up') {
    await rpc.tasks.create({ title: `During ${n}` });
    await rpc.backups.create();
  } else if (what === 'write-notes') {
    await rpc.notes.create({
      title: `Note ${randomUUID()}`,
      content: `Number ${n}, of the ${n % 7 ? 'harbour' : 'lighthouse'}.`,
    });
  } else if (what === 'restore') await rpc.backups.restore({ backup_id: ids[n % ids.length] ?? '' });
  else await new Promise((resolve) => setTimeout(resolve, 1_000));
  process.stdout.write('done\n');
}
