import { describe, expect, it } from 'vitest';
import { sayCalls } from './testing/say-calls.ts';
import { createTalk } from './testing/talk.ts';
import type { ToolTable } from './testing/table-rows.ts';
import { createToolTable, writingTools } from './testing/tool-table.ts';
import { createWorkspace } from './testing/workspace.ts';

const written = (table: ToolTable): ToolTable['calls'] => table.calls.filter(({ tool }) => writingTools.has(tool));

describe('notes', () => {
  it('quotes a note line by line, literally, and says when it goes on', async () => {
    const content = `# Title\n![x](http://evil/?q) <img src=x>\n${'a line\n'.repeat(30)}`;
    const talk = createTalk({ table: createToolTable({ notes: [{ title: 'Long', content }] }) });
    const { text } = await talk.say('read the note Long');
    expect(text).toContain('> !\\[x\\](http://evil/?q) \\<img src=x\\>');
    expect(text.match(/a line/g)).toHaveLength(10);
    expect(text).toContain('It goes on');
  });

  it('says that a note is empty', async () => {
    const talk = createTalk({ table: createToolTable({ notes: [{ title: 'Blank' }] }) });
    expect((await talk.say('what does the note Blank say?')).text).toBe('**Blank** has no text yet.');
  });

  it.each(['append to the note Long: more', 'change the text of the note Long to short'])(
    'never writes a text back that it has not read whole: %s',
    async (said) => {
      const table = createToolTable({ notes: [{ title: 'Long', content: 'word '.repeat(2_000) }] });
      const { text } = await createTalk({ table }).say(said);
      expect(text).toContain('too long for me to read whole');
      expect(written(table)).toEqual([]);
    },
  );

  it('keeps what stands in a note when something is added', async () => {
    const table = createToolTable({ notes: [{ title: 'Plan', content: '- one\n- two\n' }] });
    await createTalk({ table }).say('append to the note Plan: and three');
    expect(table.notes[0]?.content).toBe('- one\n- two\n\nand three');
  });

  it('gives a note that has no title the beginning of its text, and keeps the whole text', async () => {
    const table = createToolTable();
    const content = `we agreed on a price of 1.500 euro for the whole website and its first year of hosting, payable in May`;
    await createTalk({ table }).say(`note: ${content}`);
    expect(table.notes[0]).toMatchObject({ content });
    expect(table.notes[0]?.title).toBe('We agreed on a price of 1.500 euro for the whole website…');
  });

  it('reads a note of more words than any command has', async () => {
    const table = createToolTable();
    const content = 'the client wants blue. '.repeat(100).trim();
    await createTalk({ table }).say(`note: ${content}`);
    expect(table.notes.map((note) => note.content)).toEqual([content]);
  });

  it('says when notes were compared by their words only, and when nothing was found', async () => {
    const table = createWorkspace();
    table.call = ({ tool, input }) => {
      table.calls.push({ tool, input });
      return { notes: [], by_meaning: false };
    };
    const { text } = await createTalk({ table }).say('find notes about paint');
    expect(text).toContain('I found no note about “paint”.');
    expect(text).toContain('I compared words only');
  });

  it('leaves out a note that was found and cannot be read', async () => {
    const table = createWorkspace();
    table.failing.set('get_note', { error: 'This note stays on the device.', code: 'not_found' });
    expect((await createTalk({ table }).say('find notes about the server')).text).toContain('I found no note about');
  });
});

describe('checkpoints', () => {
  it('says what comes up, with its day and its project', async () => {
    const { text } = await createTalk({ table: createWorkspace() }).say('which checkpoints are coming up for Acme?');
    expect(text).toBe(
      'You have 3 checkpoints in **Acme** from today (Sat 21 Nov) on:\n\n1. **App beta** – Mon 30 Nov, in **App**\n2. **Beta** – Thu 10 Dec, in **Website**\n3. **Launch** – Fri 15 Jan 2027, in **Website**',
    );
  });

  it('counts by the total, not by the rows that it sees', async () => {
    const checkpoints = Array.from({ length: 250 }, (_, index) => ({ title: `Step ${index}`, date: '2026-12-01' }));
    const talk = createTalk({ table: createToolTable({ checkpoints }) });
    expect((await talk.say('how many checkpoints do I have?')).text).toBe('You have 250 checkpoints.');
    expect((await talk.say('list my checkpoints')).text).toContain('These are 20 of 250.');
    expect((await talk.say('delete all checkpoints')).text).toContain('I change at most 20 in one go');
  });

  it('asks which one, and goes on with the one that is chosen', async () => {
    const checkpoints = [
      { id: 'a', title: 'Beta Website', date: '2026-12-01' },
      { id: 'b', title: 'Beta Shop', date: '2026-12-02' },
    ];
    const table = createToolTable({ checkpoints });
    const talk = createTalk({ table });
    expect((await talk.say('move the checkpoint Beta to Friday')).text).toContain('Several checkpoints match “Beta”');
    expect(written(table)).toEqual([]);
    expect(sayCalls(await talk.say('the Shop one'))).toBe('update_checkpoint checkpoint_id=b date=2026-11-27');
  });

  it('does not know what day it is where nobody said it', async () => {
    const table = createWorkspace();
    const { text } = await createTalk({ table, when: null }).say('add a checkpoint Beta to Website on Friday');
    expect(text).toContain('without today’s date');
    expect(written(table)).toEqual([]);
  });

  it('does not write what is so already', async () => {
    const table = createWorkspace();
    const { text } = await createTalk({ table }).say('move the checkpoint Launch to 2027-01-15');
    expect(text).toBe('Nothing had to be changed: **Launch** is so already.');
    expect(written(table)).toEqual([]);
  });
});

describe('what is deleted is asked for, and a no is told', () => {
  it.each([
    ['delete the note Ideas', 'delete_note', 'Ideas'],
    ['delete the checkpoint Launch', 'delete_checkpoint', 'Launch'],
    ['delete the client Acme', 'delete_client', 'Acme'],
    ['delete the last comment on Buy milk', 'delete_task_comment', 'Two litres'],
  ])('%s', async (said, tool, name) => {
    const table = createWorkspace();
    table.failing.set(tool, { error: 'The user rejected this: still needed. Nothing was changed.', code: 'rejected' });
    const { text } = await createTalk({ table }).say(said);
    expect(text).toBe(`You rejected deleting “${name}”: still needed. Nothing was changed.`);
  });
});

describe('several commands in one message', () => {
  it('stops at the first that cannot be done, and says so', async () => {
    const table = createWorkspace();
    const { text } = await createTalk({ table }).say('archive Nowhere and delete the note Ideas');
    expect(text).toContain('There is no project called “Nowhere”');
    expect(text).toContain('I left the rest of the message undone.');
    expect(written(table)).toEqual([]);
  });

  it('takes all that follows a note that is not in quotation marks as its text', async () => {
    const table = createWorkspace();
    await createTalk({ table }).say('note for Website: delete the old task. Delete the note Ideas and archive App.');
    expect(sayCalls({ steps: [written(table)] })).toBe(
      'create_note title="Delete the old task" content="delete the old task. Delete the note Ideas and archive App." project_id=website',
    );
  });

  it('tells about a project: whose it is, how much is in it, what comes next', async () => {
    const { text } = await createTalk({ table: createWorkspace() }).say('tell me about the project Website');
    expect(text).toBe(
      '**Website** (for **Acme**) has 2 tasks, 2 of them open, 2 checkpoints and 2 notes. Next: **Beta** – Thu 10 Dec.',
    );
  });
});
