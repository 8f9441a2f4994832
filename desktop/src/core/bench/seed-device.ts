/** `node seed-device.ts FOLDER TASKS`: fills a new device's folder, for a bench of the whole app. */
import { mkdirSync } from 'node:fs';
import { createChangeFeed } from '#core/change-feed/index.ts';
import { systemClock } from '#core/clock.ts';
import { composeData } from '#core/compose-data.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { seedWork } from './seed-work.ts';

const [folder, tasks] = process.argv.slice(2);
if (folder === undefined || !Number.isInteger(Number(tasks))) throw new Error('give a folder, and how many tasks');
mkdirSync(folder, { recursive: true });
const clock = systemClock();
const data = composeData({ folder, clock, feed: createChangeFeed(), logger: createMemoryLogger() });
seedWork({ database: data.database, rows: data.rows, now: clock.now(), tasks: Number(tasks) });
data.dispose();
