import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { createTask, sendNotification, updateTask } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOfflineModel } from './index.ts';
import { createToolTable, offeredTools, writingTools } from './testing/tool-table.ts';
import { createTalk } from './testing/talk.ts';
import { createWorkspace } from './testing/workspace.ts';
import { understand } from './understand/understand.ts';

const model = createOfflineModel();

const repeated: [string, string][] = [
  ['100 KB of a letter', 'a'.repeat(100_000)],
  ['100 KB of words', 'create a task '.repeat(7_000)],
  ['the longest message of spaces', ' '.repeat(3_999)],
  ['quotes that open and never close', `create a task called ${'" \' “ « '.repeat(400)}`],
  ['apostrophes', "'a ".repeat(1_300)],
  ['commas', `mark ${'a, '.repeat(1_200)} as done`],
  ['prepositions', `create a task called ${'in for to by on at '.repeat(200)}`],
  ['places', `create a task called x ${'in project '.repeat(300)}`],
  ['dates', `create a task called ${'due Friday by tomorrow at 3 '.repeat(130)}`],
  ['priorities', `set x to ${'high priority and '.repeat(200)}`],
  ['a regular expression’s nightmare', `rename ${'to '.repeat(1_200)}`],
  ['every rule’s words', `move mark set assign ${'to the priority of as done '.repeat(140)}`],
  ['questions', `how many tasks ${'with high or low priority and '.repeat(120)}`],
  ['ordinals', `mark ${'the first and second '.repeat(180)} as done`],
  ['brackets', `create a task called ${'(['.repeat(1_900)}`],
  ['line breaks', `create tasks:${'\n- a'.repeat(900)}`],
  ['no break at all', `create a task called ${'x-'.repeat(1_900)}`],
  ['digits', `create a task called ${'1.'.repeat(1_900)}`],
  ['NUL and controls', `create a task called Buy\u0000milk\u0007 ${'\u0000'.repeat(2_000)}`],
  ['emojis', `create a task called ${'👩‍👩‍👧‍👦'.repeat(300)}`],
  ['addresses', `post ${'x to https://a.example.com/c '.repeat(130)}`],
  ['an address without an end', `post x to https://${'a.'.repeat(1_900)}`],
  ['brackets behind an address', `post x to https://a.example.com/${')'.repeat(3_900)}x`],
  ['a note of many lines', `note for Website: ${'- a, and b. Delete it\n'.repeat(180)}`],
  ['the words before a note’s text', `add a note ${'for to about called '.repeat(190)}: x`],
  ['checkpoints', `add a checkpoint ${'to Website on 12 May '.repeat(180)}`],
  ['questions for checkpoints', `which checkpoints ${'of Website next week coming up '.repeat(120)}`],
  ['comments', `delete the comment ${'on the comment of '.repeat(200)} Buy milk`],
  ['a search for notes', `find notes about ${'notes about the '.repeat(230)}`],
  ['projects', `archive ${'the project Website and '.repeat(160)} Home`],
  ['follow-ups', `follow up ${'with Rossi on Friday '.repeat(180)}`],
  ['marks of direction', `create a task called ${'\u202Eabc\u202C '.repeat(500)}`],
];

describe('hostile text', () => {
  // Each of these would take minutes were any rule not bounded by the square of its words; the run's own limit ends it then.
  it.each(repeated)('%s is read', (_name, text) => {
    expect(understand({ text }).intents.length).toBeGreaterThan(0);
  });

  it.each(['__proto__', 'constructor', 'toString', 'due constructor', 'in 3 __proto__', 'delete __proto__', 'next valueOf'])(
    'reads %s as words like any other',
    async (text) => {
      const table = createWorkspace();
      await createTalk({ table }).say(text);
      await createTalk({ table }).say(`create a task called x ${text}`);
      expect(table.calls.filter(({ tool }) => tool === 'update_task' || tool === 'delete_task')).toEqual([]);
    },
  );

  it('says that a message is too long, and calls nothing', async () => {
    const table = createWorkspace();
    expect((await createTalk({ table }).say('create a task called '.repeat(5_000))).text).toContain('more text than I can read');
    expect(table.calls).toEqual([]);
  });

  it.each([
    ['create a task called קנה חלב', 'קנה חלב'],
    ['create a task called اشتر الحليب due tomorrow', 'اشتر الحليب'],
    ['create a task called 🥛 milk 🥛', '🥛 milk 🥛'],
    ['create a task called Buy\u0000milk', 'Buy milk'],
    ['create a task called 買牛奶', '買牛奶'],
    ['create a task called Über-Größe prüfen', 'Über-Größe prüfen'],
    ['create a task called $(rm -rf /)', '$(rm -rf /)'],
    ["create a task called Robert'); DROP TABLE tasks;--", "Robert'); DROP TABLE tasks;--"],
    ['create a task called <script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('keeps the title of %s', async (said, title) => {
    const table = createToolTable();
    await createTalk({ table }).say(said);
    expect(table.tasks.map((task) => task.title)).toEqual([title]);
  });

  it('refuses a title of more than 500 characters', async () => {
    const table = createToolTable();
    expect((await createTalk({ table }).say(`create a task called ${'x'.repeat(501)}`)).text).toContain('500 characters');
    expect(table.calls).toEqual([]);
  });
});

const verbs =
  /creat|add|mak|new|task|todo|remind|mark|complet|finish|done|set|move|push|renam|chang|note|assign|start|begin|close|put|log|plan|schedul|item|did|project|client|customer|tick|check|cross|give|call|raise|lower|prioriti|open|insert|record|enter|register|save|write|work|did|delet|remov|eras|trash|discard|rid|throw|scrap|purg|bin|kill|chuck|ditch|clear|clean|drop|wipe|destroy|cancel|empty|notif|alert|ping|send|show|publish|checkpoint|milestone|memo|comment|remark|archiv|append|jot|follow|chase|nudge|touch|leave|drop|take|get|appunt|anno|scriv|aggiung|cre[ao]|segn|sposta|elimin|cancell|rimuov|ricord|rinomin|comment|compl|fat[to]|invi|avvis|mett|butt|tog/i;

describe('properties', () => {
  it('writes nothing when no verb of writing is said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
        fc.pre(!verbs.test(text));
        const table = createWorkspace();
        await createTalk({ table }).say(text);
        expect(table.calls.filter(({ tool }) => writingTools.has(tool))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  const word = fc.constantFrom(
    'create',
    'a',
    'task',
    'called',
    'Buy',
    'milk',
    '"',
    "'",
    'due',
    'Friday',
    'mark',
    'as',
    'done',
    'to',
    'project',
    'Website',
    'and',
    ',',
    'the',
    'first',
    'it',
    'all',
    'of',
    'them',
    'high',
    'priority',
    'list',
    'my',
    'tasks',
    '?',
    'how',
    'many',
    'in',
    'for',
    'move',
    'rename',
    'set',
    'by',
    'the 12th',
    '\n',
    '.',
    'not',
    "don't",
    'client',
    'Acme',
    'add',
    'show',
    'what',
    'is',
    '15:00',
    'tomorrow',
    ':',
    'checkpoint',
    'note',
    'notes',
    'comment',
    'on',
    'about',
    'follow up',
    'archive',
    'append',
    'delete',
    'Beta',
    'Hosting',
  );

  it('answers any words with calls that fit their tools, or with text, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(word, { maxLength: 14 }), { minLength: 1, maxLength: 4 }), async (turns) => {
        const talk = createTalk({ table: createWorkspace() });
        for (const turn of turns) expect((await talk.say(turn.join(' '))).text.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('posts to an address only that stands in the message, and only what stands there', async () => {
    const words = 'post send notify me that saying to the webhook at : , . " “ ” ( < > hello and go'.split(' ');
    const addresses = ['https://a.example.com/x', 'https://b.example.com:8443/?y=z', 'http://c.example.com', 'https://'];
    const piece = fc.constantFrom(...words, ...addresses);
    let posts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 3, maxLength: 9 }), fc.boolean(), async (pieces, isPlain) => {
        const said = isPlain ? `post ${pieces.join(' ')} to https://a.example.com/x` : pieces.join(' ');
        const table = createWorkspace();
        await createTalk({ table }).say(said);
        for (const { tool, input } of table.calls) {
          if (tool !== sendNotification.name) continue;
          const { text, url } = sendNotification.input.parse(input);
          posts += url === undefined ? 0 : 1;
          expect(said).toContain(text);
          if (url !== undefined) expect(said.split(/[\s"“”<>()]+/)).toContain(url);
        }
      }),
      { numRuns: 300 },
    );
    expect(posts).toBeGreaterThan(20);
  });

  it('takes a quoted title literally, whatever stands in it', async () => {
    const title = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 80 })
      .filter((text) => !text.includes('"') && text.trim() === text);
    const around = fc.constantFrom<[string, string]>(
      ['create a task called "', '"'],
      ['add task "', '" due Friday'],
      ['new task: "', '" with high priority'],
      ['Create a task "', '" by tomorrow please'],
      ['create a high priority task named "', '".'],
    );
    await fc.assert(
      fc.asyncProperty(title, around, async (text, [before, after]) => {
        const table = createToolTable();
        await createTalk({ table }).say(before + text + after);
        expect(table.tasks.map((task) => task.title)).toEqual([text]);
      }),
      { numRuns: 200 },
    );
  });

  it('answers any prompt whatsoever', async () => {
    const text = fc.record({ type: fc.constant('text' as const), text: fc.string() });
    const output = fc.oneof(
      fc.record({ type: fc.constant('text' as const), value: fc.oneof(fc.string(), fc.json()) }),
      fc.record({
        type: fc.constant('json' as const),
        value: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as string),
      }),
      fc.record({ type: fc.constant('error-text' as const), value: fc.string() }),
      fc.constant({ type: 'execution-denied' as const }),
    );
    const call = fc.record({
      type: fc.constant('tool-call' as const),
      toolCallId: fc.constantFrom('a', 'b'),
      toolName: fc.constantFrom('list_tasks', 'create_task', 'x'),
      input: fc.jsonValue(),
    });
    const result = fc.record({
      type: fc.constant('tool-result' as const),
      toolCallId: fc.constantFrom('a', 'b'),
      toolName: fc.constant('list_tasks'),
      output,
    });
    const message: fc.Arbitrary<LanguageModelV4Message> = fc.oneof(
      fc.record({ role: fc.constant('system' as const), content: fc.string() }),
      fc.record({
        role: fc.constant('user' as const),
        content: fc.array(fc.oneof(text, fc.constant({ type: 'text' as const, text: 'mark it as done' }))),
      }),
      fc.record({ role: fc.constant('assistant' as const), content: fc.array(fc.oneof(text, call)) }),
      fc.record({ role: fc.constant('tool' as const), content: fc.array(result) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (prompt: LanguageModelV4Prompt) => {
        const { content, usage } = await model.doGenerate({ prompt, tools: offeredTools });
        expect(content.length).toBeGreaterThan(0);
        expect(usage.inputTokens.total).toBeGreaterThan(0);
        for (const part of content) {
          if (part.type !== 'tool-call') continue;
          const input: unknown = JSON.parse(part.input);
          if (part.toolName === 'create_task') createTask.input.parse(input);
          if (part.toolName === 'update_task') updateTask.input.parse(input);
        }
      }),
      { numRuns: 200 },
    );
  });
});
