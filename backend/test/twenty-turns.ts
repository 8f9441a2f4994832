import { createLog } from '#backend/log.ts';
import { createBackend } from '#backend/create-backend.ts';
import { createModels } from '#backend/models/index.ts';
import type { DatabaseAddress } from '#backend/storage/database.ts';
import { startScriptedLlm, type LlmAnswer, type LlmRequest } from '../../e2e/fixtures/scripted-llm.ts';
import { answerCalls, chat, connectDevice, registerUser, type Frame } from './bare-device.ts';

interface Said {
  message: string;
  /** Tool calls of its steps, in order; then it answers. */
  steps: { name: string; arguments: unknown }[][];
}

/** What a freelancer says on a morning: reads, writes, counts, notes, and answers to questions. */
const conversation: Said[] = [
  { message: 'What is due today?', steps: [[{ name: 'list_tasks_due_today', arguments: {} }]] },
  {
    message: 'Add a task: send the invoice to Rossi on Friday',
    steps: [[{ name: 'create_task', arguments: { title: 'Send the invoice' } }]],
  },
  {
    message: 'How many open tasks and projects do I have?',
    steps: [
      [
        { name: 'list_tasks', arguments: { status: 'todo', limit: 0 } },
        { name: 'list_projects', arguments: { limit: 0 } },
      ],
    ],
  },
  {
    message: 'What did I write down about pricing?',
    steps: [[{ name: 'search_notes', arguments: { query: 'pricing' } }], [{ name: 'get_note', arguments: { note_id: 'row-1' } }]],
  },
  { message: 'Thanks', steps: [] },
  {
    message: 'Note that Bianchi pays within 30 days',
    steps: [[{ name: 'create_note', arguments: { title: 'Bianchi', content: 'Pays within 30 days.' } }]],
  },
  { message: 'Which milestones come next?', steps: [[{ name: 'list_checkpoints', arguments: {} }]] },
  {
    message: 'Move the second one to the 12th',
    steps: [
      [{ name: 'list_checkpoints', arguments: { limit: 5 } }],
      [{ name: 'update_checkpoint', arguments: { checkpoint_id: 'row-2', date: '2026-12-12' } }],
    ],
  },
  { message: 'List my clients', steps: [[{ name: 'list_clients', arguments: {} }]] },
  { message: 'Quali attività sono in ritardo?', steps: [[{ name: 'list_tasks', arguments: { due_to: '2026-11-20' } }]] },
];

/** Turns of that conversation, twice over. */
export const TURNS = conversation.length * 2;

function script({ messages }: LlmRequest): LlmAnswer {
  const lastUser = messages.findLastIndex(({ role }) => role === 'user');
  const words = messages[lastUser]?.content ?? '';
  const said = conversation.find(({ message }) => words.includes(message));
  const done = messages.slice(lastUser).filter(({ role }) => role === 'assistant').length;
  const toolCalls = said?.steps[done];
  return toolCalls ? { toolCalls } : { text: ['That is what there is. ', 'Tell me what comes next.'] };
}

/** Answers as a device with a few rows. */
function answerAsDevice({ action, table }: Frame): Record<string, unknown> {
  const row = (n: number) => ({
    id: `row-${n}`,
    title: `Row ${n} of ${String(table)}`,
    name: `Row ${n}`,
    content: 'A few words.',
  });
  if (action === 'select') return { rows: [row(1), row(2), row(3)], total: 3 };
  if (action === 'vector_search') return { results: [{ id: 'row-1', content: 'A day rate of 600.', score: 0.8 }] };
  return action === 'vector_upsert' ? { ok: true } : { row: row(1) };
}

/**
 * A conversation of twenty turns through the whole loop, with a recorded model behind HTTP. Answers every request as its
 * provider reads it: tools, then messages in their order.
 */
export async function recordTwentyTurns({ database }: { database: DatabaseAddress }): Promise<string[]> {
  const llm = await startScriptedLlm({ script });
  const backend = await createBackend({
    database,
    secrets: { current: Buffer.alloc(48, 5), previous: undefined },
    models: createModels({ available: [], servers: { local: { baseUrl: llm.baseUrl } }, chat: 'local:script' }),
    tier: 'pro',
    registration: 'open',
    port: 0,
    version: 'test',
    log: createLog({ level: 'silent' }),
  });
  try {
    const token = (await registerUser(backend)).access;
    const device = await connectDevice({ url: backend.url, token, hello: { capabilities: ['embed:offline:rules'] } });
    answerCalls({ device, answer: answerAsDevice });
    for (let turn = 0; turn < TURNS; turn += 1) {
      chat({ device, message: conversation[turn % conversation.length]?.message ?? '', sessionId: 's-1' });
      const isLast = (frame: Frame): boolean => frame.type === 'final';
      await device.until(() => device.frames.filter(isLast).length === turn + 1);
    }
    device.socket.terminate();
    return llm.requests.map(({ body }) => `${JSON.stringify(body['tools'])}${JSON.stringify(body['messages']).slice(0, -1)}`);
  } finally {
    await backend.close();
    await llm.close();
  }
}

/** The share of all input that stood unchanged at the beginning of the request before it. */
export function prefixShare(requests: string[]): number {
  let kept = 0;
  for (const [index, request] of requests.entries()) {
    const before = requests[index - 1] ?? '';
    let same = 0;
    while (same < before.length && before[same] === request[same]) same += 1;
    kept += same;
  }
  return kept / requests.reduce((sum, { length }) => sum + length, 0);
}
