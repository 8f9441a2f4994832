import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { deleteProjectTool } from './delete-project.ts';

const context = createToolContext();

test('one delete of that project', async () => {
  const device = createRecordingDevice({ deleted: true });
  expect(await deleteProjectTool.run({ input: { project_id: 'p-1' }, context: { ...context, device: device.power } })).toEqual({
    deleted: true,
    project_id: 'p-1',
  });
  expect(device.asked).toEqual([{ action: 'delete', table: 'projects', data: { id: 'p-1' } }]);
  expect(device.summaries).toEqual(['deleted the project']);
});

test('an id is needed', async () => {
  const device = createRecordingDevice({ deleted: true });
  await expect(
    deleteProjectTool.run({ input: { project_id: '' }, context: { ...context, device: device.power } }),
  ).rejects.toThrow();
  expect(device.asked).toEqual([]);
});
