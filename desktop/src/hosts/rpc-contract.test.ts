import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { PIECE_BYTES } from '#rpc/limits.ts';
import { SETTLE_MS } from '#core/app-screen/index.ts';
import { connectCore, openCore, startRun } from '#core/test/open-core.ts';
import { usage } from '#core/test/fake-backend.ts';
import { transports } from './test/transports.ts';

const first = { offset: 0, limit: 100 };

describe.each(Object.entries(transports))('the contract over %s', (_name, connect) => {
  test('tasks: made, read, filtered, ordered, paged, changed', async () => {
    const { core } = openCore({});
    const rpc = await connect(core.router);
    const project = await rpc.projects.create({ name: 'Website' });
    const { change_ids: changeIds, ...made } = await rpc.tasks.create({
      title: 'Draft',
      projectId: project.id,
      priority: 'high',
    });
    expect(changeIds).toHaveLength(1);
    await rpc.tasks.create({ title: 'Paid', status: 'done' });
    await rpc.tasks.create({ title: 'Call', status: 'in_progress', priority: 'low' });
    expect(await rpc.tasks.get({ id: made.id })).toEqual(made);
    const titles = async (filter: object, order: 'position' | 'title' | 'priority' = 'position', page = first) => {
      const { items, total } = await rpc.tasks.list({ filter, order, ...page });
      return [items.map((task) => task.title), total];
    };
    expect(await titles({})).toEqual([['Draft', 'Paid', 'Call'], 3]);
    expect(await titles({ status: 'open' }, 'title')).toEqual([['Call', 'Draft'], 2]);
    expect(await titles({ project_id: project.id })).toEqual([['Draft'], 1]);
    expect(await titles({ project_id: 'none' }, 'priority')).toEqual([['Paid', 'Call'], 2]);
    expect(await titles({ search: 'dra' })).toEqual([['Draft'], 1]);
    expect(await titles({ search: '  ' })).toEqual([['Draft', 'Paid', 'Call'], 3]);
    expect(await titles({}, 'position', { offset: 1, limit: 1 })).toEqual([['Paid'], 3]);
    expect(await titles({}, 'position', { offset: 9, limit: 1 })).toEqual([[], 3]);
    expect(await titles({}, 'position', { offset: 0, limit: 0 })).toEqual([[], 3]);

    const changed = await rpc.tasks.update({ id: made.id, revision: 1, updates: { title: 'Drafted', status: 'done' } });
    expect(changed).toMatchObject({ title: 'Drafted', revision: 2, completedAt: expect.any(Number) });
  });

  test('tasks: due today, this week, overdue, never', async () => {
    const { core, clock } = { ...openCore({}), clock: new Date(2026, 10, 23, 9) };
    const rpc = await connect(core.router);
    const day = (offset: number, hour = 0): number =>
      new Date(clock.getFullYear(), clock.getMonth(), clock.getDate() + offset, hour).getTime();
    for (const [title, dueDate] of Object.entries({
      yesterday: day(-1),
      today: day(0),
      noon: day(0, 12),
      sixth: day(6),
      seventh: day(7),
    }))
      await rpc.tasks.create({ title, dueDate });
    await rpc.tasks.create({ title: 'never' });
    await rpc.tasks.create({ title: 'late and done', dueDate: day(-3), status: 'done' });
    const due = async (due: 'overdue' | 'today' | 'week' | 'none') =>
      (await rpc.tasks.list({ filter: { due }, order: 'due', ...first })).items.map((task) => task.title);
    expect(await due('overdue')).toEqual(['yesterday']);
    expect(await due('today')).toEqual(['today', 'noon']);
    expect(await due('week')).toEqual(['today', 'noon', 'sixth']);
    expect(await due('none')).toEqual(['never']);
  });

  test('errors arrive with their code and a sentence', async () => {
    const { core } = openCore({});
    const rpc = await connect(core.router);
    const task = await rpc.tasks.create({ title: 'One' });
    const failure = (call: Promise<unknown>) =>
      call.then(
        () => undefined,
        (cause: unknown) => cause,
      );
    expect(await failure(rpc.tasks.get({ id: 'nowhere' }))).toMatchObject({
      code: 'NOT_FOUND',
      defined: true,
      data: { code: 'not_found' },
    });
    expect(await failure(rpc.tasks.update({ id: task.id, revision: 7, updates: { title: 'x' } }))).toMatchObject({
      code: 'CONFLICT',
      defined: true,
      data: { code: 'conflict' },
      message: expect.stringMatching(/changed meanwhile/),
    });
    expect(await failure(rpc.tasks.create({ title: 'x', projectId: 'nowhere' }))).toMatchObject({
      code: 'INVALID',
      data: { code: 'constraint' },
    });
    expect(await failure(rpc.tasks.create({ title: '' }))).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await failure(rpc.tasks.update({ id: task.id, updates: {} }))).toMatchObject({ code: 'INVALID' });
    expect(await failure(rpc.chat.transcript({ session_id: 'nowhere', limit: 1 }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failure(rpc.activity.undo({ run_id: 'nowhere' }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('projects and clients: by name, archived ones when asked for', async () => {
    const { core } = openCore({});
    const rpc = await connect(core.router);
    const client = await rpc.clients.create({ name: 'Zeta', industry: 'design' });
    await rpc.clients.create({ name: 'alpha', parentId: client.id });
    await rpc.projects.create({ name: 'New', clientId: client.id });
    await rpc.projects.create({ name: 'Old', status: 'archived' });
    expect((await rpc.clients.list(first)).items.map((each) => each.name)).toEqual(['alpha', 'Zeta']);
    expect((await rpc.clients.list({ ...first, search: 'desi' })).total).toBe(1);
    expect((await rpc.projects.list(first)).items.map((each) => each.name)).toEqual(['New']);
    expect((await rpc.projects.list({ ...first, include_archived: true })).total).toBe(2);
  });

  test('what runs show: sent to the window that follows, settled, listed, dismissed', async () => {
    const core = await connectCore();
    const rpc = await connect(core.core.router);
    await startRun(core);
    const abort = new AbortController();
    const openings = await rpc.screen.openings({ window_id: 'w', active: true }, { signal: abort.signal });
    const next = openings.next();
    await core.socket.call({ id: 'go', run_id: 'run-1', action: 'ui.navigate_to', data: { screen: 'tasks' } });
    const { done, value: opening } = await next;
    if (done) throw new Error('The stream ended before it told of anything.');
    expect(opening).toMatchObject({ subject: { kind: 'screen', screen: 'tasks' }, tainted: false });
    expect(await rpc.screen.notices()).toEqual({ items: [] });
    await rpc.screen.settle({ notice_id: opening.notice_id, outcome: 'offered' });
    expect(await rpc.screen.notices()).toEqual({ items: [opening] });
    await rpc.screen.dismiss({ notice_id: opening.notice_id });
    await rpc.screen.moved({ window_id: 'w', active: false });
    expect(await rpc.screen.notices()).toEqual({ items: [] });
    // A window that went is none: what comes is offered.
    abort.abort();
    await openings.next().catch(() => undefined);
    await core.socket.call({ id: 'later', run_id: 'run-1', action: 'ui.navigate_to', data: { screen: 'settings' } });
    core.clock.advance(SETTLE_MS);
    await expect.poll(async () => (await rpc.screen.notices()).items.length).toBe(1);
    await rpc.screen.dismissAll({ up_to: Number.MAX_SAFE_INTEGER });
    expect(await rpc.screen.notices()).toEqual({ items: [] });
  });

  test('changes: hello first, then one more with every change, and an end when the page goes', async () => {
    const { core } = openCore({});
    const rpc = await connect(core.router);
    const abort = new AbortController();
    const changes = await rpc.app.changes(undefined, { signal: abort.signal });
    const next = async () => {
      const { done, value } = await changes.next();
      return done ? undefined : value;
    };
    const hello = await next();
    expect(hello).toMatchObject({ topic: 'hello' });
    await rpc.tasks.create({ title: 'One' });
    const { session_id: key } = await rpc.chat.send({ text: 'Hello' });
    const seen = [];
    for (let n = 1; n <= 5; n += 1) {
      const value = await next();
      expect(value?.rev).toBe((hello?.rev ?? 0) + n);
      seen.push([value?.topic, value?.key]);
    }
    expect(seen).toEqual([
      ['tasks', undefined],
      ['activity', undefined],
      ['sessions', undefined],
      ['session', key],
      ['status', undefined],
    ]);
    abort.abort();
    await expect(changes.next()).rejects.toThrow();
  });

  test('trust: what waits is listed and approved, what left and what is kept is shown, rules and settings are set', async () => {
    const opened = await connectCore();
    const rpc = await connect(opened.core.router);
    const client = await rpc.clients.create({ name: 'Acme' });
    const project = await rpc.projects.create({ name: 'Site', clientId: client.id });
    const task = await rpc.tasks.create({ title: 'Old', projectId: project.id });
    await startRun({ ...opened, text: 'Tidy up' });
    await opened.socket.call({ id: 's', run_id: 'run-1', action: 'select', table: 'tasks' });
    const remove = { id: 'd', run_id: 'run-1', action: 'delete', table: 'tasks', data: { id: task.id } };
    expect(await opened.socket.call(remove)).toMatchObject({ code: 'needs_approval' });
    const { items } = await rpc.approvals.list({ state: 'pending', ...first });
    expect(items).toMatchObject([{ approval_id: 'd', row: { label: 'Old' }, input: { id: task.id } }]);
    expect(await rpc.approvals.approve({ approval_id: 'd', version: 1 })).toMatchObject({ state: 'executed' });
    await expect(rpc.approvals.reject({ approval_id: 'd' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await rpc.privacy.ledger(first)).items).toMatchObject([{ action: 'delete' }, { action: 'select', labels: [] }]);
    expect(await rpc.privacy.summary({})).toMatchObject({
      by_client: expect.arrayContaining([{ client_id: client.id, label: 'Acme', rows: 1 }]),
    });
    expect(await rpc.privacy.setRule({ client_id: client.id, rule: 'never' })).toMatchObject({ rule: 'never' });
    expect(await rpc.trust.setSettings({ approval_hours: 48 })).toEqual({ approval_hours: 48 });
    expect(await rpc.trust.warnings(first)).toMatchObject({ items: [], open: 0 });
    expect(await rpc.backups.list()).toMatchObject({ items: expect.any(Array) });
    expect(await rpc.integrity.report()).toMatchObject({ differences: [] });
    expect(await rpc.connection.account()).toMatchObject({ has_own: true });
  });

  test('files: 20 MB go in and come back in pieces, byte for byte', async () => {
    const rpc = await connect(openCore({}).core.router);
    const bytes = Buffer.concat([Buffer.from('%PDF-'), randomBytes(20 * 1024 * 1024 - 5)]);
    const { upload_id } = await rpc.attachments.begin({ name: 'big.pdf', bytes: bytes.length });
    for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
      const data = bytes.subarray(offset, offset + PIECE_BYTES).toString('base64');
      await rpc.attachments.append({ upload_id, offset, data });
    }
    const { attachment_id } = await rpc.attachments.finish({ upload_id });
    const pieces: Buffer[] = [];
    for (let offset: number | undefined = 0; offset !== undefined;) {
      const piece: { data: string; next_offset?: number | undefined } = await rpc.attachments.read({ attachment_id, offset });
      pieces.push(Buffer.from(piece.data, 'base64'));
      offset = piece.next_offset;
    }
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  });

  test('a conversation: stored, answered, undone, redone', async () => {
    const opened = await connectCore();
    const rpc = await connect(opened.core.router);
    const { sessionId } = await startRun({ ...opened, text: 'Create a task' });
    await opened.socket.call({ id: 'c', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'By chat' } });
    opened.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: 'Done.', usage });
    await expect
      .poll(async () => (await rpc.chat.transcript({ session_id: sessionId, limit: 5 })).turns[0]?.answer)
      .toMatchObject({ text: 'Done.', status: 'success', changes: 1, undone: 'none', usage, model: 'offline:rules' });
    expect((await rpc.chat.sessions(first)).items[0]).toMatchObject({ id: sessionId, title: 'Create a task', running: false });
    expect((await rpc.app.status()).model).toBe('offline:rules');
    const { items } = await rpc.activity.runs({ ...first, with_changes: true });
    expect(items[0]).toMatchObject({
      run_id: 'run-1',
      title: 'Create a task',
      change_count: 1,
      changes: [
        {
          table: 'tasks',
          label: 'By chat',
          kind: 'insert',
          active: true,
          fields: expect.arrayContaining([{ field: 'title', before: null, after: 'By chat' }]),
        },
      ],
    });
    expect(await rpc.activity.undo({ run_id: 'run-1' })).toMatchObject({ run_id: 'run-1', changes: 1, kept: [], conflicts: [] });
    expect((await rpc.tasks.list({ filter: {}, order: 'position', ...first })).total).toBe(0);
    expect((await rpc.activity.changes({ run_id: 'run-1', ...first })).items[0]).toMatchObject({
      label: 'By chat',
      active: false,
    });
    expect(await rpc.activity.redo({ run_id: 'run-1' })).toMatchObject({ changes: 1 });
    expect((await rpc.tasks.list({ filter: {}, order: 'position', ...first })).items[0]?.title).toBe('By chat');
  });

  test('a transcript is paged from its newest turn backwards', async () => {
    const { core } = openCore({});
    const rpc = await connect(core.router);
    const { session_id } = await rpc.chat.send({ text: 'Turn 1' });
    for (let n = 2; n <= 5; n += 1) await rpc.chat.send({ text: `Turn ${n}`, session_id });
    const page = async (before?: number) => {
      const { turns, has_more } = await rpc.chat.transcript({
        session_id,
        limit: 2,
        ...(before === undefined ? {} : { before_position: before }),
      });
      return [turns.map((turn) => turn.position), has_more];
    };
    expect([await page(), await page(4), await page(2)]).toEqual([
      [[4, 5], true],
      [[2, 3], true],
      [[1], false],
    ]);
  });
});
