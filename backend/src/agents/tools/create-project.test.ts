import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { createProjectTool } from './create-project.ts';

test('an insert, and the new row’s id in the answer', async () => {
  const device = createRecordingDevice({ row: { id: 'p-9', name: 'Website', status: 'active', clientId: 'c-1' } });
  const context = createToolContext({ device: device.power });
  expect(await createProjectTool.run({ input: { name: 'Website', client_id: 'c-1' }, context })).toEqual({
    project: { id: 'p-9', name: 'Website', status: 'active', client_id: 'c-1' },
  });
  expect(device.asked).toEqual([{ action: 'insert', table: 'projects', data: { name: 'Website', clientId: 'c-1' } }]);
  expect(device.summaries).toEqual(['created “Website”']);
});
