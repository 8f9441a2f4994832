import type { ChangeEntry } from '#rpc/activity.ts';
import type { ToolCard, Turn } from '#rpc/chat.ts';
import { newId } from './memory-core.ts';
import type { MemoryCore } from './memory-state.ts';

const DAY = 86_400_000;

export function card(tool: string, more: Partial<ToolCard> = {}): ToolCard {
  return { trace_id: newId(), tool, state: 'ok', input: {}, latency_ms: 8, rows: [], row_count: 0, ...more };
}

export function answerOf(text: string, more: Partial<NonNullable<Turn['answer']>> = {}): NonNullable<Turn['answer']> {
  return {
    run_id: newId(),
    status: 'success',
    text,
    cards: [],
    waiting_for: [],
    model: 'offline:rules',
    changes: 0,
    undone: 'none',
    started_at: 0,
    ended_at: 412,
    ...more,
  };
}

/** A freelancer's week, for pictures and tests. `midnight` is the start of today on the device. */
export function fillSample(core: MemoryCore, { now, midnight }: { now: number; midnight: number }): void {
  const project = (name: string) => {
    const made = {
      id: newId(),
      createdAt: now,
      updatedAt: now,
      revision: 1,
      origin: 'human' as const,
      externalId: null,
      isAiSuggested: 0 as const,
      isApproved: 1 as const,
      clientId: null,
      name,
      status: 'active' as const,
      aiSummary: null,
    };
    core.projects.push(made);
    return made.id;
  };
  const website = project('Website relaunch');
  const brand = project('Brand book, Lindqvist');
  const taxes = project('Taxes');
  const day = (away: number) => midnight + away * DAY;
  const tasks: [string, number | null, Partial<Parameters<MemoryCore['addTask']>[0]>][] = [
    ['Send the second reminder to Hofmann & Partners', -6, { priority: 'high', projectId: taxes }],
    ['Reply to Ines about the font licence', -1, { projectId: brand }],
    ['Buy milk', 0, { origin: 'run' }],
    ['Draft the sitemap and send it round', 0, { priority: 'high', projectId: website, status: 'in_progress' }],
    ['Call the printer: paper samples for the brand book', 1, { projectId: brand, owedBy: 'theirs' }],
    ['Collect photos from the client', 3, { projectId: website, priority: 'low', assignee: ['Ines', 'Tom'] }],
    ['Invoice no. 2026-041', 5, { projectId: taxes, priority: 'high' }],
    [
      'Quarterly VAT return',
      19,
      { projectId: taxes, description: 'Receipts are in the blue folder.\n\nAsk Jana about the new form.' },
    ],
    ['Renew the domain before the discount ends', 75, { projectId: website }],
    ['Read the book on pricing that Jonas lent me', null, { priority: 'low' }],
    ['Think about a better name for the newsletter', null, {}],
  ];
  for (const [title, away, more] of tasks)
    core.addTask({
      title,
      dueDate: away === null ? null : day(away),
      createdAt: now - 4 * DAY,
      updatedAt: now - 3_600_000,
      ...more,
    });
  core.addTask({ title: 'Sign the contract with Lindqvist', status: 'done', completedAt: now - DAY, projectId: brand });

  const rows = core.tasks.slice(0, 4).map(({ id, title }) => ({ table: 'tasks' as const, id, label: title, missing: false }));
  const session = { id: 'session-1', title: 'What is due this week?', created_at: now, last_activity_at: now, running: false };
  const older = ['Create a project called Website relaunch', 'How many tasks are open for the website?', 'Invoices in October'];
  core.sessions.push(session);
  older.forEach((title, at) => {
    const id = `session-${at + 2}`;
    core.sessions.push({ id, title, created_at: now, last_activity_at: now - (at + 1) * DAY, running: at === 1 });
    core.turns.set(id, [
      { request_id: newId(), position: 0, text: title, at: now - DAY, delivery: 'accepted', answer: answerOf('Done.') },
    ]);
  });
  const created = rows[2];
  core.turns.set('session-1', [
    {
      request_id: newId(),
      position: 0,
      text: 'What is due this week?',
      at: now - 600_000,
      delivery: 'accepted',
      answer: answerOf(
        'Four tasks need you until Friday:\n\n1. **Send the second reminder to Hofmann & Partners** (6 days overdue)\n2. **Reply to Ines about the font licence** (1 day overdue)\n3. **Buy milk** (today)\n4. **Draft the sitemap and send it round** (today, in progress)',
        {
          cards: [card('list_tasks', { input: { due_to: '2026-11-27', status: 'todo' }, rows, row_count: 4 })],
          started_at: now - 600_000,
          ended_at: now - 599_588,
        },
      ),
    },
    {
      request_id: newId(),
      position: 1,
      text: 'Create a task called Buy milk due today, and show me the hours as a table',
      at: now - 240_000,
      delivery: 'accepted',
      answer: answerOf(
        'I created **Buy milk**, due today.\n\n| Project | Hours | Rate |\n|---|---|---|\n| Website relaunch | 14.5 | 95 € |\n| Brand book, Lindqvist | 6 | 110 € |\n\nThe file is `hours-2026-11.csv`:\n\n```csv\nproject,hours,rate\nWebsite relaunch,14.5,95\n```\n\nMore on [the rates page](https://example.com/rates/2026), ![chart](https://evil.example/pixel.png).',
        {
          cards: [
            card('list_projects', { latency_ms: 4, rows: [], row_count: 3 }),
            card('create_task', {
              latency_ms: 11,
              input: { title: 'Buy milk', due_date: '2026-11-21' },
              rows: created ? [created] : [],
              row_count: 1,
            }),
            card('update_task', {
              state: 'refused',
              latency_ms: 2,
              error: 'A run may update five rows; the sixth needs your approval.',
            }),
          ],
          changes: 1,
          started_at: now - 240_000,
          ended_at: now - 238_800,
        },
      ),
    },
  ]);

  const change = (more: Partial<ChangeEntry> & Pick<ChangeEntry, 'label' | 'kind'>): ChangeEntry => ({
    change_id: newId(),
    table: 'tasks',
    row_id: created?.id ?? 'none',
    fields: [],
    active: true,
    at: now,
    ...more,
  });
  const run = (title: string, ago: number, changes: ChangeEntry[], more = {}) =>
    core.runs.push({
      run_id: newId(),
      kind: 'chat',
      title,
      status: 'success',
      model: 'offline:rules',
      started_at: now - ago,
      ended_at: now - ago + 300,
      change_count: changes.length,
      undone: 'none',
      changes,
      ...more,
    });
  run('Create a task called Buy milk due today, and show me the hours as a table', 240_000, [
    change({
      kind: 'insert',
      label: 'Buy milk',
      fields: [
        { field: 'title', before: null, after: 'Buy milk' },
        { field: 'dueDate', before: null, after: 'Sat 21 Nov' },
        { field: 'priority', before: null, after: 'medium' },
      ],
    }),
  ]);
  run('Move all website tasks to next Friday', 5_400_000, [
    change({
      kind: 'update',
      label: 'Draft the sitemap and send it round',
      fields: [{ field: 'dueDate', before: 'Thu 19 Nov', after: 'Fri 27 Nov' }],
    }),
    change({
      kind: 'update',
      label: 'Collect photos from the client',
      fields: [
        { field: 'dueDate', before: null, after: 'Fri 27 Nov' },
        { field: 'priority', before: 'medium', after: 'low' },
      ],
    }),
  ]);
  run('Create a project called Test', 90_000_000, [change({ kind: 'insert', table: 'projects', label: 'Test', active: false })], {
    undone: 'all',
  });
  run('What is due this week?', 100_000_000, []);
  run(
    'Tidy up everything',
    200_000_000,
    [change({ kind: 'update', label: 'Old thing', fields: [{ field: 'status', before: 'todo', after: 'done' }] })],
    {
      status: 'error',
      change_count: 120,
    },
  );
}
