import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { createFollowupTool } from './create-followup.ts';

const task = { id: 't-9', title: 'Ask Rossi', status: 'todo', dueDate: Date.UTC(2026, 10, 30, 23), projectId: 'p-1' };
const context = createToolContext({ timezone: 'Europe/Rome' });

test('a task on that day of the user’s zone', async () => {
  const device = createRecordingDevice({ row: task });
  const input = { title: 'Ask Rossi', due_date: '2026-12-01', project_id: 'p-1', description: 'About the contract' };
  expect(await createFollowupTool.run({ input, context: { ...context, device: device.power } })).toEqual({
    task: { id: 't-9', title: 'Ask Rossi', status: 'todo', due: '2026-12-01', project_id: 'p-1' },
  });
  expect(device.asked).toEqual([
    {
      action: 'insert',
      table: 'tasks',
      data: { title: 'Ask Rossi', description: 'About the contract', projectId: 'p-1', dueDate: Date.UTC(2026, 10, 30, 23) },
    },
  ]);
});

test('it takes the project of the task that it follows, which says so in a comment', async () => {
  const device = createRecordingDevice(({ action, table }) =>
    action === 'get' ? { row: { id: 't-1', projectId: 'p-1' } } : { row: table === 'tasks' ? task : { id: 'k-1' } },
  );
  const input = { title: 'Ask Rossi', due_date: '2026-12-01', task_id: 't-1' };
  expect(await createFollowupTool.run({ input, context: { ...context, device: device.power } })).toMatchObject({
    task: { id: 't-9' },
    commented: true,
  });
  expect(device.asked.map(({ action, table, data }) => ({ action, table, data }))).toEqual([
    { action: 'get', table: 'tasks', data: { id: 't-1' } },
    { action: 'insert', table: 'tasks', data: { title: 'Ask Rossi', projectId: 'p-1', dueDate: Date.UTC(2026, 10, 30, 23) } },
    { action: 'insert', table: 'taskComments', data: { taskId: 't-1', content: 'Follow-up 2026-12-01: Ask Rossi' } },
  ]);
});

test('a comment that is not taken takes nothing back; without the task that it follows nothing is made', async () => {
  const refusing = createRecordingDevice(({ action, table }) =>
    action === 'get'
      ? { row: { id: 't-1', projectId: null } }
      : table === 'tasks'
        ? { row: task }
        : { error: 'No more inserts.', code: 'quota_exceeded' },
  );
  const input = { title: 'Ask Rossi', due_date: '2026-12-01', task_id: 't-1' };
  expect(await createFollowupTool.run({ input, context: { ...context, device: refusing.power } })).toMatchObject({
    task: { id: 't-9' },
    commented: false,
  });

  const empty = createRecordingDevice({ row: null });
  await expect(createFollowupTool.run({ input, context: { ...context, device: empty.power } })).rejects.toMatchObject({
    code: 'not_found',
  });
  const never = { ...input, due_date: '2026-02-30' };
  await expect(createFollowupTool.run({ input: never, context: { ...context, device: empty.power } })).rejects.toThrow('no day');
  expect(empty.asked.map(({ action }) => action)).toEqual(['get']);
});
