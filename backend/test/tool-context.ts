import type { ToolContext } from '#backend/agents/tools/index.ts';
import type { WebhookSender } from '#backend/webhooks/index.ts';
import { createRecordingDevice } from './recording-device.ts';

/** Where no webhook is expected, one is a fault. */
const noWebhooks: WebhookSender = {
  post: () => Promise.reject(new Error('this tool posts nothing')),
};

/** What a tool knows of its run, with what a test does not care about filled in. */
export function createToolContext(given: Partial<ToolContext> = {}): ToolContext {
  return {
    device: createRecordingDevice({ ok: true }).power,
    webhooks: noWebhooks,
    callKey: 'run-1:1:0',
    timezone: 'UTC',
    now: () => 0,
    ...given,
  };
}
