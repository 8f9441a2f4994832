import type { ChangeFeed } from './change-feed/index.ts';
import { createCheckpoints } from './checkpoints/index.ts';
import { createClients } from './clients/index.ts';
import type { Clock } from './clock.ts';
import { createComments } from './comments/index.ts';
import type { Data } from './compose-data.ts';
import type { Policy } from './compose-policy.ts';
import { createOwnChanges } from './journal/index.ts';
import { createNotes } from './notes/index.ts';
import { createPalette } from './palette/index.ts';
import type { Logger } from './ports/logger.ts';
import { createRuleList, type RuleList } from './privacy/index.ts';
import type { WorkParts } from './procedures/work.ts';
import { createProjects } from './projects/index.ts';
import { createSearch } from './search/index.ts';
import { createTasks } from './tasks/index.ts';
import { createToday } from './today/index.ts';

/** What the user does with their own rows; their rules for clients are written with them. */
export function composeWork({
  data: { database, rows, reader, writer },
  policy: { privacy, meaning, ranking },
  clock,
  feed,
  logger,
}: {
  data: Data;
  policy: Policy;
  clock: Clock;
  feed: ChangeFeed;
  logger: Logger;
}): WorkParts & { rules: RuleList } {
  const own = createOwnChanges(database);
  const rules = createRuleList({ rules: privacy.rules, rows, reader, clock, feed });
  return {
    rules,
    today: createToday({ database, rows, clock, timeZone: () => clock.timezone() }),
    tasks: createTasks({ database, rows, reader, writer, own, clock }),
    comments: createComments({ rows, reader, writer, own }),
    palette: createPalette(database),
    projects: createProjects({ database, rows, reader, writer, own, clock }),
    clients: createClients({ database, rows, reader, writer, own, rules }),
    checkpoints: createCheckpoints({ rows, reader, writer, own }),
    notes: createNotes({ database, rows, writer, own }),
    search: createSearch({ meaning, ranking, reader, logger }),
  };
}
