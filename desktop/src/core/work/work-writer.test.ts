import { describe, expect, test } from 'vitest';
import type { TableName } from '@adiuva/shared-protocol';
import { createIds } from '#core/ids.ts';
import { createJournal, type Actor } from '#core/journal/index.ts';
import { createAllWorkRows } from '#core/storage/index.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore } from '#core/test/open-core.ts';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { createWorkWriter } from './index.ts';

function openWriter() {
  const database = openTestDatabase();
  const rows = createAllWorkRows(database);
  const clock = createFakeClock();
  const ids = createIds(clock);
  const told: TableName[] = [];
  const journal = createJournal({ database, rows, clock, ids, onWrite: (table) => told.push(table) });
  return { rows, journal, told, writer: createWorkWriter({ database, rows, journal, clock, ids }) };
}

const human: Actor = { kind: 'human' };
const run: Actor = { kind: 'run', runId: 'run-1', callId: 'call-1' };

describe('remove', () => {
  test('takes a project’s checkpoints with it and leaves its tasks and notes; a run’s undo brings all back', () => {
    const { writer, rows, journal, told } = openWriter();
    const client = writer.insert({ table: 'clients', data: { name: 'Client' }, actor: human });
    const project = writer.insert({ table: 'projects', data: { name: 'Project', clientId: client.id }, actor: human });
    const within = { projectId: project.id, title: 'Within' };
    const task = writer.insert({ table: 'tasks', data: within, actor: human });
    const note = writer.insert({ table: 'notes', data: { ...within, content: '' }, actor: human });
    const checkpoint = writer.insert({ table: 'checkpoints', data: { ...within, date: Date.UTC(2026, 1, 1) }, actor: human });
    told.length = 0;

    writer.remove({ table: 'projects', id: project.id, actor: run });
    expect([rows.projects.exists(project.id), rows.checkpoints.exists(checkpoint.id)]).toEqual([false, false]);
    expect(rows.tasks.entity(task.id)).toMatchObject({ projectId: null });
    expect(rows.notes.entity(note.id)).toMatchObject({ projectId: null });
    expect([...new Set(told)].sort()).toEqual(['checkpoints', 'notes', 'projects', 'tasks']);

    journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'run-1' } });
    expect(rows.projects.entity(project.id)).toMatchObject({ name: 'Project', clientId: client.id });
    expect(rows.checkpoints.entity(checkpoint.id)).toMatchObject({ ...checkpoint, revision: expect.any(Number) });
    expect(rows.tasks.entity(task.id)).toMatchObject({ projectId: project.id });
    expect(rows.notes.entity(note.id)).toMatchObject({ projectId: project.id });
  });

  test('takes a task’s comments with it; a client’s projects stay without it', () => {
    const { writer, rows } = openWriter();
    const client = writer.insert({ table: 'clients', data: { name: 'Client' }, actor: human });
    const project = writer.insert({ table: 'projects', data: { name: 'Project', clientId: client.id }, actor: human });
    const task = writer.insert({ table: 'tasks', data: { title: 'Task' }, actor: human });
    const comment = writer.insert({ table: 'taskComments', data: { taskId: task.id, content: 'Hm' }, actor: human });
    writer.remove({ table: 'tasks', id: task.id, actor: human });
    writer.remove({ table: 'clients', id: client.id, actor: human });
    expect([rows.tasks.exists(task.id), rows.taskComments.exists(comment.id)]).toEqual([false, false]);
    expect(rows.projects.entity(project.id)).toMatchObject({ clientId: null });
  });

  test('refuses what is not there, and what was changed since it was seen', () => {
    const { writer, rows } = openWriter();
    const task = writer.insert({ table: 'tasks', data: { title: 'Task' }, actor: human });
    writer.update({ table: 'tasks', id: task.id, updates: { title: 'Changed' }, actor: run });
    expect(() => writer.remove({ table: 'tasks', id: task.id, actor: human, revision: task.revision })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(rows.tasks.exists(task.id)).toBe(true);
    writer.remove({ table: 'tasks', id: task.id, actor: human, revision: task.revision + 1 });
    expect(() => writer.remove({ table: 'tasks', id: task.id, actor: human })).toThrow(
      expect.objectContaining({ code: 'not_found', message: `There is no task with the id "${task.id}".` }),
    );
  });

  test('by the page', async () => {
    const { rpc } = openCore({});
    const project = await rpc.projects.create({ name: 'Project' });
    const task = await rpc.tasks.create({ title: 'Task', projectId: project.id });
    await rpc.projects.remove({ id: project.id });
    expect((await rpc.projects.list({ offset: 0, limit: 5 })).total).toBe(0);
    const seen = await rpc.tasks.get({ id: task.id });
    expect(seen.projectId).toBeNull();
    await expect(rpc.tasks.remove({ id: task.id, revision: task.revision })).rejects.toMatchObject({ code: 'CONFLICT' });
    await rpc.tasks.remove({ id: task.id, revision: seen.revision });
    await expect(rpc.tasks.remove({ id: task.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rpc.projects.remove({ id: project.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
