import { afterEach, expect, test } from 'vitest';
import { killPart, type AppPart } from '#e2e/fixtures/app-part.ts';
import { startApp } from '#e2e/fixtures/app-process.ts';
import { crashScript } from '#e2e/fixtures/crash-script.ts';
import { readEvents, readWork } from '#e2e/fixtures/device-database.ts';
import { userTextOf } from '#e2e/fixtures/llm-script.ts';
import type { Event } from '#e2e/fixtures/node-process.ts';
import { startScriptedLlm } from '#e2e/fixtures/scripted-llm.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

/** A moment of the real device's run, and who is killed at it. */
interface Case {
  /** The model is asked for that step; an approval is printed or was just given, by the tool that it is of. */
  at:
    | 'step 1'
    | 'step 2'
    | 'step 3'
    | 'asks delete'
    | 'asks send_notification'
    | 'approves delete'
    | 'approves send_notification';
  victims: readonly AppPart[];
}

/** Each group has an app of its own: `npm start` gives up a process that dies too often in a minute. */
const groups: Case[][] = [
  [
    { at: 'step 1', victims: ['backend'] },
    { at: 'asks delete', victims: ['desktop'] },
    { at: 'approves delete', victims: ['backend', 'database'] },
    { at: 'step 3', victims: ['desktop'] },
  ],
  [
    { at: 'step 2', victims: ['backend', 'database', 'desktop'] },
    { at: 'approves send_notification', victims: ['backend'] },
    { at: 'approves delete', victims: ['desktop'] },
    { at: 'asks send_notification', victims: ['backend', 'desktop'] },
  ],
];

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

test.each(groups)(
  'the real device, $at and so on: each run ends as if nothing had happened',
  async (...cases) => {
    const { home, remove } = temporaryHome();
    open.push(remove);
    let onStep: (said: string, step: number) => void = () => undefined;
    const llm = await startScriptedLlm({
      script(request) {
        onStep(userTextOf(request), request.messages.filter(({ role }) => role === 'assistant').length + 1);
        return { ...crashScript(request), pauseMs: 8 };
      },
    });
    open.push(() => llm.close());
    const env = { LOCAL_LLM_BASE_URL: llm.baseUrl, ADIUVA_MODEL_CHAT: 'local:script' };
    const app = await startApp({ home, env });
    open.push(() => app.close());

    // A desktop that starts prints again what waits: what was approved is not approved again.
    const approved = new Set<unknown>();
    for (const [index, { at, victims }] of cases.entries()) {
      const session = `case-${index}`;
      let isStruck = false;
      const strikeAt = (moment: string): void => {
        if (isStruck || moment !== at) return;
        isStruck = true;
        for (const part of victims) killPart({ app, part });
      };
      onStep = (said, step) => said.includes(session) && strikeAt(`step ${step}`);
      app.process.write({ chat: `Run the crash script (${session}).`, session_id: session });
      const before = approved.size;
      const isNews = (event: Event): boolean =>
        (event.event === 'approval' && !approved.has(event['approval_id'])) ||
        (event.event === 'answer' && event['session_id'] === session);
      let answer: Event | undefined;
      while (!answer) {
        const event = await app.process.event(isNews, { timeoutMs: 120_000 });
        if (event.event === 'answer') answer = event;
        else {
          strikeAt(`asks ${String(event['action'])}`);
          approved.add(event['approval_id']);
          app.process.write({ approve: event['approval_id'] });
          strikeAt(`approves ${String(event['action'])}`);
        }
      }
      expect(isStruck, at).toBe(true);
      expect(answer, at).toMatchObject({ status: 'success', text: expect.stringContaining('Finished: list_tasks answered') });
      expect(answer['text'], at).toMatch(
        /delete_task answered .*deleted.*send_notification answered .*(webhook_|interrupted|delivered)/s,
      );
      expect(approved.size - before, at).toBe(2);
      // Made once and deleted: one that was made twice would be there still.
      expect(readWork(home).tasks, at).toEqual([]);
      const seqs = readEvents({ home, runId: String(answer['run_id']) }).map(({ seq }) => seq);
      expect(seqs, at).toEqual(seqs.map((_, place) => place + 1));
      const asked = llm.requests.filter((request) => userTextOf(request).includes(session));
      const steps = new Map<string, number>();
      for (const { conversation } of asked) steps.set(conversation, (steps.get(conversation) ?? 0) + 1);
      expect(steps.size, at).toBe(3);
      // A call that was on its way when the backend was killed is made again, and no other.
      const repeats = asked.length - steps.size;
      expect(repeats, at).toBeLessThanOrEqual(at.startsWith('step') && victims.includes('backend') ? 1 : 0);
    }
  },
  400_000,
);
