import { APP_SCREENS } from '@adiuva/shared-protocol';
import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { navigateToTool } from './navigate-to.ts';

test.each(APP_SCREENS)('asks the app to show %s', async (screen) => {
  const device = createRecordingDevice({ ok: true });
  const context = createToolContext({ device: device.power });
  expect(await navigateToTool.run({ input: { screen }, context })).toEqual({ shown: true, screen });
  expect(device.asked).toEqual([{ action: 'ui.navigate_to', data: { screen } }]);
});

test('the user reads what was shown', async () => {
  const device = createRecordingDevice({ ok: true });
  await navigateToTool.run({ input: { screen: 'what_left' }, context: createToolContext({ device: device.power }) });
  expect(device.summaries).toEqual(['showed what left']);
});

test.each([{ screen: 'secrets' }, { screen: '' }, {}, { screen: 'chat', id: 'x' }])('%j is no screen', async (input) => {
  const device = createRecordingDevice({ ok: true });
  await expect(navigateToTool.run({ input, context: createToolContext({ device: device.power }) })).rejects.toThrow();
  expect(device.asked).toEqual([]);
});
