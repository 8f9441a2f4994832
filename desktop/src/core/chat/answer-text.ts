import { textChunkSchema } from '@adiuva/shared-protocol';
import type { Privacy } from '#core/privacy/index.ts';
import type { Run, RunRepository } from '#core/runs/index.ts';

/** What a run says, as the user reads it: its final response, or, until then, what has arrived of its newest message. */
export function answerText({ run, runs, privacy }: { run: Run; runs: RunRepository; privacy: Privacy }): string {
  if (run.response) return privacy.shownText(run.response);
  let messageId: string | undefined;
  let text = '';
  for (const event of runs.events({ runId: run.runId, types: ['text_chunk'] })) {
    const chunk = textChunkSchema.safeParse(JSON.parse(event.frame));
    if (!chunk.success) continue;
    if (chunk.data.message_id !== messageId) text = '';
    messageId = chunk.data.message_id;
    text += chunk.data.text;
  }
  return run.endedAt === null ? privacy.shownUnfinished(text) : privacy.shownText(text);
}
