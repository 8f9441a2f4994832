import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { createClientTool } from './create-client.ts';

test('an insert, and the new row’s id in the answer', async () => {
  const device = createRecordingDevice({ row: { id: 'c-9', name: 'Acme', industry: 'Retail', parentId: 'c-0' } });
  const context = createToolContext({ device: device.power });
  expect(await createClientTool.run({ input: { name: 'Acme', industry: 'Retail', parent_id: 'c-0' }, context })).toEqual({
    client: { id: 'c-9', name: 'Acme', industry: 'Retail', parent_id: 'c-0' },
  });
  expect(device.asked).toEqual([
    { action: 'insert', table: 'clients', data: { name: 'Acme', industry: 'Retail', parentId: 'c-0' } },
  ]);
});
