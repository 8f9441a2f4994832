import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { getProjectTool } from './get-project.ts';

test('one project with its summary; an empty one is left out', async () => {
  const device = createRecordingDevice(({ data }) => ({
    row: { id: String(data?.['id']), name: 'Website', status: 'active', aiSummary: data?.['id'] === 'p-1' ? 'Goes well' : '' },
  }));
  const context = createToolContext({ device: device.power });
  expect(await getProjectTool.run({ input: { project_id: 'p-1' }, context })).toEqual({
    project: { id: 'p-1', name: 'Website', status: 'active', ai_summary: 'Goes well' },
  });
  expect(await getProjectTool.run({ input: { project_id: 'p-2' }, context })).toEqual({
    project: { id: 'p-2', name: 'Website', status: 'active' },
  });
  expect(device.asked[0]).toEqual({ action: 'get', table: 'projects', data: { id: 'p-1' } });
});

test('where there is none, the model is told how to find it', async () => {
  const device = createRecordingDevice({ row: null });
  const context = createToolContext({ device: device.power });
  await expect(getProjectTool.run({ input: { project_id: 'p-9' }, context })).rejects.toMatchObject({
    code: 'not_found',
    message: 'There is no project with the id p-9. Find its id with list_all_projects.',
  });
  expect(device.summaries).toEqual(['no such project']);
});
