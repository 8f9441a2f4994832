import { describe, expect, it } from 'vitest';
import { createTalk } from '../testing/talk.ts';
import { writingTools } from '../testing/tool-table.ts';
import { createWorkspace } from '../testing/workspace.ts';

/** Near to what writes checkpoints, notes, comments, projects, clients and follow-ups; none of these may write. */
const near = `
  should I add a checkpoint Beta to Website on 12 May?
  don't add a checkpoint Beta to Website on 12 May
  how do I add a checkpoint?
  what if I delete the checkpoint Launch?
  I added a checkpoint Beta to Website yesterday
  the checkpoint Launch is important
  checkpoints are boring
  is the checkpoint Launch late?
  move the checkpoint Launch
  move the checkpoint
  move the checkpoint Nowhere to Friday
  rename the checkpoint Launch
  delete the checkpoint
  delete checkpoints
  delete all checkpoints of Nowhere
  mark the checkpoint Launch as done
  add checkpoints to Website
  don't write down that the client wants blue
  should I write a note about Rossi?
  how do I write a note?
  I noted that the client wants blue
  the note Hosting is old
  notes are useful
  read my mind
  note
  write
  write down
  take notes
  noted
  did you read my note?
  delete the note
  delete my notes
  delete the task Write note
  rename the note Ideas
  append to the note Nowhere: hello
  append to the note Meeting: hello
  change the text of the note Meeting to hello
  add to the note: hello
  move the note Ideas to project Nowhere
  note for Nowhere: hello there
  don't comment on Buy milk
  should I comment on Buy milk?
  how do I comment on a task?
  he commented on Buy milk: two litres
  no comment
  comment
  comments
  add a comment
  comment on it: hello there
  comment on Buy eggs: twelve
  comment on Buy: which one
  delete the comment on Pay rent
  delete the comment on Buy milk
  delete that comment
  delete all comments
  don't archive Website
  should I archive Website?
  archive
  archive everything
  archive all projects
  archive the task Buy milk
  archive the note Ideas
  archive it
  archive Nowhere
  unarchive Nowhere
  rename the project Website
  rename the project Nowhere to Shop
  move the project Website to client Nowhere
  move the project Website
  close the project Website
  complete project Website
  tell me about the project Nowhere
  delete the client Nowhere
  delete clients
  delete all clients
  rename the client Nowhere to X
  rename the client Acme
  set the industry of client Nowhere to design
  put client Acme under Nowhere
  client Acme is important
  is client Acme part of Globex?
  don't follow up with Rossi on Friday
  should I follow up with Rossi on Friday?
  I followed up with Rossi on Friday
  did I follow up with Rossi?
  follow up
  follow me on Friday
  go back to the chat
  come back
  get back to work
  check in
  remind me what the follow-up was
  follow up on the task Nowhere on Friday
  delete the task about the note Ideas
  what is a checkpoint?
  is there a note?
  tell Anna that the note is late
  I want to follow the project Website
  client Acme called
  archive files
`;

/** What is said → words of the answer. None of these calls a tool. */
const silent = `
  should I add a checkpoint Beta to Website on 12 May? → I changed nothing
  don't add a checkpoint Beta to Website on 12 May → I changed nothing
  add a checkpoint → What should the checkpoint be called
  add a checkpoint Beta on 12 May → In which project
  add a checkpoint Beta to Website → On which day
  delete the checkpoint → not sure which checkpoint
  delete the note → not sure which note
  delete that comment → not sure which comment
  add to the note: hello → not sure which note
  comment on it: hello there → not sure which task
  add a comment → not sure which task
  create a note → What should the note say
  follow up with Rossi → On which day
  follow up → What should I remind you of
  archive it → not sure which project
  archive everything → it can be archived
  undo that → choose Undo
`;

const lines = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

describe('what is near to a command writes nothing, and says so', () => {
  for (const said of lines(near)) {
    it(said, async () => {
      const table = createWorkspace();
      const { text } = await createTalk({ table }).say(said);
      expect(table.calls.filter(({ tool }) => writingTools.has(tool))).toEqual([]);
      expect(text.length).toBeGreaterThan(10);
    });
  }
});

describe('what is not said is asked for, before anything is called', () => {
  for (const line of lines(silent)) {
    const [said = '', words = ''] = line.split(' → ');
    it(said, async () => {
      const table = createWorkspace();
      const { text } = await createTalk({ table }).say(said);
      expect(text).toContain(words);
      expect(table.calls).toEqual([]);
    });
  }
});
