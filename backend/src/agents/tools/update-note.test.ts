import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { updateNoteTool } from './update-note.ts';

const row = { id: 'n-1', title: 'New title', content: 'The old text' };

test('a new title makes a new vector, of the whole note as it is then', async () => {
  const device = createRecordingDevice(({ action }) => (action === 'update' ? { row } : { ok: true }));
  const context = createToolContext({ device: device.power });
  expect(await updateNoteTool.run({ input: { note_id: 'n-1', title: 'New title' }, context })).toEqual({
    note: { id: 'n-1', title: 'New title' },
    found_by_meaning: true,
  });
  expect(device.asked).toEqual([
    { action: 'update', table: 'notes', data: { id: 'n-1', updates: { title: 'New title' } } },
    { action: 'vector_upsert', data: { id: 'n-1' }, embed: 'New title\nThe old text' },
  ]);
});

test('what is only moved keeps its vector', async () => {
  const device = createRecordingDevice({ row });
  const context = createToolContext({ device: device.power });
  expect(await updateNoteTool.run({ input: { note_id: 'n-1', project_id: null }, context })).toEqual({
    note: { id: 'n-1', title: 'New title' },
  });
  expect(device.asked).toEqual([{ action: 'update', table: 'notes', data: { id: 'n-1', updates: { projectId: null } } }]);
});

test('an emptied text is a change, and a vector that fails fails nothing', async () => {
  const device = createRecordingDevice(({ action }) =>
    action === 'update' ? { row: { ...row, content: '' } } : { error: 'Another model is used now.', code: 'stale_vector_model' },
  );
  const context = createToolContext({ device: device.power });
  expect(await updateNoteTool.run({ input: { note_id: 'n-1', content: '' }, context })).toMatchObject({
    found_by_meaning: false,
  });
  await expect(updateNoteTool.run({ input: { note_id: 'n-1' }, context })).rejects.toThrow('No field');
});
