import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { answerCalls, chat, connectDevice, registerUser } from './bare-device.ts';
import { createFakeClock } from './fake-clock.ts';
import { startTestBackend } from './start-backend.ts';
import { createTestDatabase } from './test-database.ts';

const bytes = (value: unknown): string => JSON.stringify(value);

test('system prompt, tools and everything said before keep their bytes from turn to turn; the date stands in the message', async () => {
  const clock = createFakeClock({ now: Date.UTC(2026, 10, 21, 13, 5) });
  const backend = await startTestBackend({
    database: await createTestDatabase(),
    clock,
    answer: (options) =>
      options.prompt.at(-1)?.role === 'user'
        ? { text: ['Looking.'], calls: [{ name: 'list_tasks', input: {} }] }
        : { text: ['One task.'] },
  });
  const user = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token: user.access });
  answerCalls({
    device,
    answer: () => ({ rows: [{ id: 't-1', title: 'Buy milk', dueDate: Date.UTC(2026, 10, 26, 23) }], total: 1 }),
  });
  for (let turn = 1; turn <= 4; turn += 1) {
    chat({ device, message: `Turn ${turn}`, sessionId: 's-1' });
    await device.until(() => device.frames.filter((frame) => frame.type === 'final').length === turn);
    clock.jump(7 * 60_000);
  }
  device.socket.terminate();
  await backend.close();

  const prompts: LanguageModelV4CallOptions[] = backend.prompts;
  expect(prompts).toHaveLength(8);
  for (const [index, call] of prompts.entries()) {
    expect(bytes(call.tools)).toBe(bytes(prompts[0]?.tools));
    const earlier = prompts[index - 1]?.prompt ?? [];
    expect(bytes(call.prompt.slice(0, earlier.length))).toBe(bytes(earlier));
  }
  const said = prompts.at(-1)?.prompt.flatMap((message) => (message.role === 'user' ? message.content : []));
  expect(said?.map((part) => part.type === 'text' && part.text)).toEqual([
    '[2026-11-21 Saturday 14:05 Europe/Rome]\nTurn 1',
    '[2026-11-21 Saturday 14:12 Europe/Rome]\nTurn 2',
    '[2026-11-21 Saturday 14:19 Europe/Rome]\nTurn 3',
    '[2026-11-21 Saturday 14:26 Europe/Rome]\nTurn 4',
  ]);
  expect(bytes(prompts[0]?.prompt[0])).not.toMatch(/2026|Rome/);
});
