import { sendNotification } from '@adiuva/shared-protocol';
import { WebhookError } from '#backend/webhooks/index.ts';
import { defineTool, ToolFault, type ToolContext } from './tool.ts';

/** Whoever runs it has the user's approval of a webhook's post (tool-policy.ts); a notice in the app is free. */
export const sendNotificationTool = defineTool({
  definition: sendNotification,
  run: async ({ input: { channel, text, url }, context }) => {
    if (channel === 'app') {
      await context.device.call({ action: 'ui.notify', data: { text }, summary: () => 'notified you in the app' });
      return { channel, delivered: true };
    }
    if (url === undefined) throw new ToolFault('A webhook needs the https address to post to. Nothing was sent.');
    const { status } = await posted({ url, text, context });
    return { channel, delivered: status >= 200 && status < 300, status };
  },
});

/** @throws ToolFault with the sender's code and sentence */
async function posted({
  url,
  text,
  context: { webhooks, callKey },
}: {
  url: string;
  text: string;
  context: ToolContext;
}): Promise<{ status: number }> {
  try {
    return await webhooks.post({ url, text, key: callKey });
  } catch (error) {
    if (error instanceof WebhookError) throw new ToolFault(error.message, { code: error.code, cause: error });
    throw error;
  }
}
