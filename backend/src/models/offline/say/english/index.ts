import * as about from './about.ts';
import * as app from './app.ts';
import * as created from './created.ts';
import * as dates from './dates.ts';
import * as deleted from './deleted.ts';
import * as faults from './faults.ts';
import * as finding from './finding.ts';
import * as places from './places.ts';
import * as rows from './rows.ts';
import * as tasks from './tasks.ts';
import * as topics from './topics.ts';
import * as updated from './updated.ts';

/** Everything that the model says, in English, by what it is about. */
export const english = { about, app, created, dates, deleted, faults, finding, places, rows, tasks, topics, updated };
