import * as about from './about.ts';
import * as app from './app.ts';
import * as checkpoints from './checkpoints.ts';
import * as comments from './comments.ts';
import * as created from './created.ts';
import * as dates from './dates.ts';
import * as deleted from './deleted.ts';
import * as faults from './faults.ts';
import * as finding from './finding.ts';
import * as followups from './followups.ts';
import * as notes from './notes.ts';
import * as placeChanges from './place-changes.ts';
import * as places from './places.ts';
import * as rowFinding from './row-finding.ts';
import * as rows from './rows.ts';
import * as tasks from './tasks.ts';
import * as topics from './topics.ts';
import * as updated from './updated.ts';

/** Everything that the model says, in Italian, by what it is about. */
export const italian = {
  about,
  app,
  checkpoints,
  comments,
  created,
  dates,
  deleted,
  faults,
  finding,
  followups,
  notes,
  placeChanges,
  places,
  rowFinding,
  rows,
  tasks,
  topics,
  updated,
};
