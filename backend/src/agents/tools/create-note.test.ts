import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { ApprovalPending } from './device-power.ts';
import { createNoteTool } from './create-note.ts';

const row = { id: 'n-9', title: 'Kick-off', content: '# Agenda', projectId: 'p-1' };
const input = { title: 'Kick-off', content: '# Agenda', project_id: 'p-1' };
const insert = {
  action: 'insert',
  table: 'notes',
  data: { projectId: 'p-1', title: 'Kick-off', content: '# Agenda' },
};

test('the row first, then its vector, of title and text', async () => {
  const device = createRecordingDevice(({ action }) => (action === 'insert' ? { row } : { ok: true }));
  const context = createToolContext({ device: device.power });
  expect(await createNoteTool.run({ input, context })).toEqual({
    note: { id: 'n-9', title: 'Kick-off', project_id: 'p-1' },
    found_by_meaning: true,
  });
  expect(device.asked).toEqual([insert, { action: 'vector_upsert', data: { id: 'n-9' }, embed: 'Kick-off\n# Agenda' }]);
});

test('what its owner made of it when it was approved is what is embedded', async () => {
  const edited = { ...row, content: '# Agenda, shorter' };
  const device = createRecordingDevice(({ action }) => (action === 'insert' ? { row: edited } : { ok: true }));
  const context = createToolContext({ device: device.power });
  await createNoteTool.run({ input, context });
  expect(device.asked[1]).toMatchObject({ embed: 'Kick-off\n# Agenda, shorter' });
});

test.each(['no_meaning', 'stale_vector_model', 'unknown_action', 'internal', 'no_answer'])(
  'a vector that fails with %s fails nothing: the note is kept',
  async (code) => {
    const device = createRecordingDevice(({ action }) => (action === 'insert' ? { row: { id: 'n-9' } } : { error: 'No.', code }));
    const context = createToolContext({ device: device.power });
    expect(await createNoteTool.run({ input, context })).toMatchObject({ note: { id: 'n-9' }, found_by_meaning: false });
    expect(device.asked[1]).toMatchObject({ embed: 'Kick-off\n# Agenda' });
  },
);

test('a note that the device refuses has no vector; an owner who is asked is waited for', async () => {
  const refusing = createRecordingDevice({ error: 'No such project.', code: 'constraint' });
  await expect(createNoteTool.run({ input, context: createToolContext({ device: refusing.power }) })).rejects.toMatchObject({
    code: 'constraint',
  });
  expect(refusing.asked).toEqual([insert]);

  const pending = new ApprovalPending({
    callId: 'c',
    what: { kind: 'device', action: 'vector_upsert', table: undefined },
    isNew: true,
  });
  const asking = createRecordingDevice(({ action }) => {
    if (action === 'insert') return { row };
    throw pending;
  });
  await expect(createNoteTool.run({ input, context: createToolContext({ device: asking.power }) })).rejects.toBe(pending);
});
