import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { getNoteTool } from './get-note.ts';

test('one note with its text; a cut one says so, and one whose title alone was cut does not', async () => {
  const row = { id: 'n-1', title: 'Kick-off', content: '# Agenda\n', projectId: 'p-1' };
  const read = async (cutFields?: string[]) => {
    const device = createRecordingDevice({ row, cutFields });
    const context = createToolContext({ device: device.power });
    return getNoteTool.run({ input: { note_id: 'n-1' }, context });
  };
  const note = { id: 'n-1', title: 'Kick-off', project_id: 'p-1', content: '# Agenda\n' };
  expect(await read()).toEqual({ note });
  expect(await read(['title'])).toEqual({ note });
  expect(await read(['content'])).toEqual({ note: { ...note, is_cut: true } });
});

test('where there is none, the model is told how to find it', async () => {
  const device = createRecordingDevice({ row: null });
  const context = createToolContext({ device: device.power });
  await expect(getNoteTool.run({ input: { note_id: 'n-9' }, context })).rejects.toMatchObject({ code: 'not_found' });
  expect(device.asked).toEqual([{ action: 'get', table: 'notes', data: { id: 'n-9' } }]);
});
