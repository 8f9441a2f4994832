import { expect, test } from 'vitest';
import { systemClock } from '#backend/clock.ts';
import { createWebhookSender } from '#backend/webhooks/index.ts';
import { openHttpsPeer, testAuthority } from '#backend-test/https-peer.ts';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { sendNotificationTool } from './send-notification.ts';

/** Posts to a real server on loopback, by the name of its certificate. */
const webhooks = createWebhookSender({
  clock: systemClock,
  resolve: async () => ['127.0.0.1'],
  isAllowed: () => true,
  authority: testAuthority,
});

test('a notice in the app asks the device, and posts nothing', async () => {
  const device = createRecordingDevice({ ok: true });
  const context = createToolContext({ device: device.power });
  const input = { channel: 'app', text: 'Lunch' };
  expect(await sendNotificationTool.run({ input, context })).toEqual({ channel: 'app', delivered: true });
  expect(device.asked).toEqual([{ action: 'ui.notify', data: { text: 'Lunch' } }]);
  expect(device.summaries).toEqual(['notified you in the app']);
});

test.each([
  [200, true],
  [204, true],
  [302, false],
  [404, false],
  [500, false],
])(
  'a webhook that answers %i: delivered is %s; the model reads the status and nothing else of the answer',
  async (status, delivered) => {
    const device = createRecordingDevice({ ok: true });
    const peer = await openHttpsPeer({
      answer: (_request, response) =>
        void response.writeHead(status, { location: 'https://elsewhere.example.com' }).end('a secret'),
    });
    const context = createToolContext({ device: device.power, webhooks, callKey: 'run-7:3:1' });
    const input = { channel: 'webhook', text: 'Lunch', url: `https://hooks.example.com:${peer.port}/x` };
    expect(await sendNotificationTool.run({ input, context })).toEqual({ channel: 'webhook', delivered, status });
    await peer.close();
    expect(peer.requests.map(({ body, headers }) => [JSON.parse(body), headers['idempotency-key']])).toEqual([
      [{ text: 'Lunch', key: 'run-7:3:1', source: 'adiuva' }, 'run-7:3:1'],
    ]);
    expect(device.asked).toEqual([]);
  },
);

test('an address in the backend’s own network is refused with its code and a sentence', async () => {
  const context = createToolContext({ webhooks: createWebhookSender({ clock: systemClock }) });
  for (const url of ['https://127.0.0.1:8443/x', 'https://metadata.google.internal/x', 'https://localhost/x']) {
    await expect(sendNotificationTool.run({ input: { channel: 'webhook', text: 'Lunch', url }, context })).rejects.toMatchObject({
      name: 'ToolFault',
      code: 'webhook_refused',
      message: expect.stringContaining('Nothing was sent'),
    });
  }
});

test('a service that is away is a fault that says so', async () => {
  const peer = await openHttpsPeer();
  await peer.close();
  const input = { channel: 'webhook', text: 'Lunch', url: `https://hooks.example.com:${peer.port}/x` };
  await expect(sendNotificationTool.run({ input, context: createToolContext({ webhooks }) })).rejects.toMatchObject({
    name: 'ToolFault',
    code: 'webhook_failed',
  });
});

test.each([
  { channel: 'app', text: '' },
  { channel: 'app', text: ' \n ' },
  { channel: 'app', text: 'x'.repeat(501) },
  { channel: 'app', text: 'Lunch', url: 'https://hooks.example.com/x' },
  { channel: 'webhook', text: 'Lunch' },
  { channel: 'webhook', text: 'Lunch', url: 'http://hooks.example.com/x' },
  { channel: 'webhook', text: 'Lunch', url: 'hooks.example.com' },
  { channel: 'webhook', text: 'Lunch', url: `https://hooks.example.com/${'x'.repeat(2_000)}` },
  { channel: 'mail', text: 'Lunch' },
  { text: 'Lunch' },
])('%j is not sent', async (input) => {
  const device = createRecordingDevice({ ok: true });
  await expect(sendNotificationTool.run({ input, context: createToolContext({ device: device.power }) })).rejects.toThrow();
  expect(device.asked).toEqual([]);
});

test('500 characters are a text', async () => {
  const device = createRecordingDevice({ ok: true });
  const input = { channel: 'app', text: 'x'.repeat(500) };
  expect(await sendNotificationTool.run({ input, context: createToolContext({ device: device.power }) })).toMatchObject({
    delivered: true,
  });
});
