import { describe, expect, it } from 'vitest';
import type { ToolTable } from './testing/table-rows.ts';
import { createToolTable, writingTools } from './testing/tool-table.ts';
import { sayCalls } from './testing/say-calls.ts';
import { createTalk } from './testing/talk.ts';
import { createWorkspace } from './testing/workspace.ts';

const many = (count: number, status: 'todo' | 'done' = 'todo'): { title: string; status: 'todo' | 'done' }[] =>
  Array.from({ length: count }, (_, index) => ({ title: `Chore ${index + 1}`, status }));

const written = (table: ToolTable): ToolTable['calls'] => table.calls.filter(({ tool }) => writingTools.has(tool));

describe('lists', () => {
  it('answers "List my tasks" by one call and the real rows', async () => {
    const { text, steps } = await createTalk({ table: createWorkspace() }).say('List my tasks');
    expect(sayCalls({ steps })).toBe('list_tasks');
    expect(text).toContain('You have 10 tasks:');
    expect(text).toContain('1. **Buy milk** – due Fri 27 Nov, medium priority');
    expect(text).toContain('**Send quote** – due Fri 20 Nov, high priority');
    expect(text).not.toMatch(/bill-a|website/);
  });

  it('shows twenty rows, and says how many there are', async () => {
    const { text } = await createTalk({ table: createToolTable({ tasks: many(250) }) }).say('list my tasks');
    expect(text).toContain('You have 250 tasks:');
    expect(text).toContain('20. **Chore 20**');
    expect(text).not.toContain('Chore 21');
    expect(text).toContain('These are 20 of 250.');
  });

  it('says that there is nothing', async () => {
    const talk = createTalk({ table: createToolTable() });
    expect((await talk.say('list my tasks')).text).toContain('You have no tasks.');
    expect((await talk.say('list projects')).text).toContain('You have no projects.');
    expect((await talk.say('list clients')).text).toContain('You have no clients.');
    expect((await talk.say('what is due today?')).text).toBe('You have no open tasks due today (Sat 21 Nov).');
  });

  it('names the project of a task once the conversation has seen it', async () => {
    const talk = createTalk({ table: createWorkspace() });
    await talk.say('list projects');
    expect((await talk.say('list my tasks')).text).toContain('**Send quote** – due Fri 20 Nov, high priority, in **Website**');
  });

  it('keeps a title literal: no markup, link or picture comes out of a row', async () => {
    const table = createToolTable({ tasks: [{ title: '![x](http://evil/?q) **bold** <img src=x> [a](b)\nsecond_line' }] });
    const { text } = await createTalk({ table }).say('list my tasks');
    expect(text).toContain('1. **!\\[x\\](http://evil/?q) \\*\\*bold\\*\\* \\<img src=x\\> \\[a\\](b) second_line**');
  });
});

describe('counts', () => {
  it.each([
    [0, 'You have 0 todo tasks.'],
    [1, 'You have 1 todo task.'],
    [3, 'You have 3 todo tasks.'],
    [250, 'You have 250 todo tasks.'],
  ])('is right on %i', async (count, answer) => {
    const table = createToolTable({ tasks: [...many(count), ...many(2, 'done')] });
    const { text, steps } = await createTalk({ table }).say('How many todo tasks do I have?');
    expect(text).toBe(answer);
    expect(sayCalls({ steps })).toBe('list_tasks status=todo limit=0');
  });

  it('counts what is open for a project, a client, or what mentions the name', async () => {
    const table = createWorkspace();
    expect((await createTalk({ table }).say('How many tasks are open for the website?')).text).toBe(
      'You have 2 open tasks in **Website**.',
    );
    expect((await createTalk({ table }).say('How many open tasks are there for Acme?')).text).toBe(
      'You have 2 open tasks for **Acme**.',
    );
    expect((await createTalk({ table }).say('How many tasks are open for the taxes?')).text).toBe(
      'No project or client is called “taxes”. You have 1 open task that mentions “taxes”.',
    );
    expect((await createTalk({ table }).say('How many tasks for Globex?')).text).toBe('You have 0 tasks for **Globex**.');
  });
});

describe('writes', () => {
  it('creates with a date, a priority and a project', async () => {
    const table = createWorkspace();
    const { text } = await createTalk({ table }).say("add task 'Send invoice' with high priority to project Website by the 12th");
    expect(text).toBe('Created **Send invoice**, due Sat 12 Dec, high priority, in **Website**.');
    expect(table.tasks.at(-1)).toMatchObject({
      title: 'Send invoice',
      priority: 'high',
      project_id: 'website',
      due: '2026-12-12',
    });
  });

  it('asks for a title, and takes the next message as one unless it is something else', async () => {
    const table = createWorkspace();
    const talk = createTalk({ table });
    expect((await talk.say('create a task for tomorrow')).text).toContain('What should the task be called?');
    expect((await talk.say('Finish the report')).text).toBe('Created **Finish the report**, due Sun 22 Nov, medium priority.');
    await talk.say('create a task');
    await talk.say('how many tasks do I have?');
    expect((await talk.say('Water plants')).text).toContain('did not understand');
    expect(written(table)).toHaveLength(1);
  });

  it('follows "it" through a conversation', async () => {
    const table = createWorkspace();
    const talk = createTalk({ table });
    const said = [
      'Create a task called Test',
      'make it urgent',
      'push it to next Monday',
      'rename it to "Test two"',
      'move it to project Home',
      'assign it to Anna',
      'mark it as done',
      'reopen it',
      'remove the due date',
    ];
    const answers: string[] = [];
    for (const text of said) answers.push((await talk.say(text)).text);
    expect(answers).toEqual([
      'Created **Test**, medium priority.',
      '**Test** now has high priority.',
      '**Test** is now due Mon 23 Nov.',
      'Renamed **Test** to **Test two**.',
      'Moved **Test two** to **Home**.',
      'Assigned **Test two** to Anna.',
      'Marked **Test two** as done.',
      'Reopened **Test two**.',
      '**Test two** has no due date any more.',
    ]);
    expect(written(table)).toHaveLength(9);
  });

  it('asks which of several, then does what was asked for', async () => {
    const table = createWorkspace();
    const talk = createTalk({ table });
    expect((await talk.say('mark invoice as done')).text).toContain('Several tasks match “invoice”');
    expect((await talk.say('the second one')).text).toBe('Marked **Invoice Globex** as done.');
    expect(written(table)).toHaveLength(1);
  });

  it('takes a yes for the one that it offered, and a place for one of several', async () => {
    const table = createWorkspace();
    const talk = createTalk({ table });
    expect((await talk.say('finish the headers')).text).toContain('Do you mean this one?');
    expect((await talk.say('yes')).text).toBe('Marked **Fix header** as done.');
    table.projects.push({ id: 'site-2', name: 'Website two' }, { id: 'site-3', name: 'Website three' });
    expect((await talk.say('push all tasks of project Website t to Monday')).text).toContain('no project');
    table.projects = table.projects.filter(({ id }) => id !== 'website');
    expect((await talk.say('complete all tasks in project Website')).text).toContain('Which one do you mean?');
    expect((await talk.say('the second one')).text).toContain('no open tasks in **Website three**');
    expect(written(table)).toHaveLength(1);
  });

  it('finds a title among very many that are alike', async () => {
    const table = createToolTable({ tasks: many(250).toReversed() });
    expect((await createTalk({ table }).say('mark Chore 1 as done')).text).toBe('Marked **Chore 1** as done.');
    expect((await createTalk({ table }).say('mark "Chore 10" as done')).text).toBe('Marked **Chore 10** as done.');
    expect(written(table)).toHaveLength(2);
  });

  it('completes the one that is not done yet, when two share a title', async () => {
    const table = createToolTable({ tasks: [{ title: 'Report', status: 'done' }, { title: 'Report' }] });
    expect((await createTalk({ table }).say('mark Report as done')).text).toBe('Marked **Report** as done.');
    expect(table.tasks[1]?.status).toBe('done');
  });

  it('changes all that were listed, in one step', async () => {
    const table = createWorkspace();
    const talk = createTalk({ table });
    await talk.say('list tasks in project Home');
    const { steps, text } = await talk.say('complete all of them');
    expect(sayCalls({ steps })).toBe('update_task task_id=rent status=done & update_task task_id=bread status=done');
    expect(text).toContain('Marked 2 tasks as done:');
  });

  it('refuses to change more than twenty at once', async () => {
    const table = createToolTable({ tasks: many(30) });
    const talk = createTalk({ table });
    await talk.say('list my tasks');
    expect((await talk.say('complete all of them')).text).toContain('I change at most 20 in one go, so nothing was changed');
    expect(written(table)).toEqual([]);
  });

  it('tells the tool’s own sentence when a write fails, and claims nothing', async () => {
    const table = createWorkspace();
    table.failing.set('create_task', { error: 'The device did not answer within 30 seconds.', code: 'busy' });
    const { text } = await createTalk({ table }).say('Create a task called Buy milk');
    expect(text).toBe('**Buy milk**: That did not work: The device did not answer within 30 seconds.');
  });

  it('stops after a clause that failed', async () => {
    const table = createWorkspace();
    const { text } = await createTalk({ table }).say('mark Nowhere as done and create a task called Other');
    expect(text).toContain('I found no task called “Nowhere”');
    expect(text).toContain('I left the rest of the message undone.');
    expect(written(table)).toEqual([]);
  });

  it('says what it could not finish within the steps of a turn', async () => {
    const table = createWorkspace();
    const { text, steps } = await createTalk({ table }).say(
      'mark Buy milk as done and mark Pay rent as done and mark Pay taxes as done',
    );
    expect(steps).toHaveLength(5);
    expect(text).toContain('Marked **Buy milk** as done.');
    expect(text).toContain('Marked **Pay rent** as done.');
    expect(text).toContain('I could not finish this');
    expect(table.tasks.find(({ id }) => id === 'taxes')?.status).toBe('todo');
  });
});

describe('deletes', () => {
  const rejected = (error: string): { error: string; code: string } => ({ error, code: 'rejected' });

  it('says what was deleted, and deletes nothing twice', async () => {
    const table = createWorkspace();
    const talk = createTalk({ table });
    expect((await talk.say('delete Buy milk')).text).toBe('Deleted the task **Buy milk**.');
    expect((await talk.say('delete all tasks in project Website')).text).toBe(
      'Deleted 2 tasks:\n\n1. **Send quote**\n2. **Fix header**',
    );
    expect((await talk.say('delete the project Website')).text).toBe('Deleted the project **Website**.');
    expect((await talk.say('delete Buy milk')).text).toContain('I found no task called');
    expect(written(table)).toHaveLength(4);
  });

  it.each([
    [
      'The user rejected this: I still need it. Nothing was changed.',
      'You rejected deleting “Buy milk”: I still need it. Nothing was changed.',
    ],
    ['The user rejected this call: “I still need it”', 'You rejected deleting “Buy milk”: I still need it. Nothing was changed.'],
    ['The user rejected this.', 'You rejected deleting “Buy milk”. Nothing was changed.'],
    ['Rejected', 'You rejected deleting “Buy milk”. Nothing was changed.'],
    ['The user rejected this. They gave no reason.', 'You rejected deleting “Buy milk”. Nothing was changed.'],
    [
      'The user rejected this: it expired: I renewed it',
      'You rejected deleting “Buy milk”: it expired: I renewed it. Nothing was changed.',
    ],
    [
      'Nobody answered in time, so this was not done (expired).',
      'Deleting “Buy milk” was not approved in time. Nothing was changed.',
    ],
    ['I still need it', 'You rejected deleting “Buy milk”: I still need it. Nothing was changed.'],
    ['It was rejected: expired', 'Deleting “Buy milk” was not approved in time. Nothing was changed.'],
    [
      'The user rejected this: see [a](http://evil/)',
      'You rejected deleting “Buy milk”: see \\[a\\](http://evil/). Nothing was changed.',
    ],
  ])('tells a rejection: %s', async (error, text) => {
    const table = createWorkspace();
    table.failing.set('delete_task', rejected(error));
    expect((await createTalk({ table }).say('delete Buy milk')).text).toBe(text);
    expect(table.tasks).toHaveLength(10);
  });

  it('tells what was deleted from what was rejected, and leaves the rest of the message undone', async () => {
    const table = createWorkspace();
    const { call } = table;
    table.call = (asked) =>
      JSON.stringify(asked.input) === '{"task_id":"quote"}' ? rejected('The user rejected this: not yet') : call(asked);
    const { text } = await createTalk({ table }).say('delete all tasks in project Website and create a task called Next');
    expect(text).toBe(
      'Deleted the task **Fix header**.\n\nYou rejected deleting “Send quote”: not yet.\n\nI left the rest of the message undone.',
    );
    expect(table.tasks.map(({ id }) => id)).not.toContain('header');
    expect(table.tasks).toHaveLength(9);
  });

  it('tells what did not work in the tool’s own words', async () => {
    const table = createWorkspace();
    table.failing.set('delete_task', { error: 'This run may not delete.', code: 'action_not_granted' });
    expect((await createTalk({ table }).say('delete Buy milk')).text).toBe(
      '**Buy milk**: That did not work: This run may not delete.',
    );
  });

  it('does not take what was deleted for another task', async () => {
    const table = createWorkspace();
    const talk = createTalk({ table });
    await talk.say('mark Pay rent as done');
    await talk.say('delete Buy milk');
    await talk.say('reopen it');
    expect(table.tasks.find(({ id }) => id === 'rent')?.status).toBe('done');
  });
});
