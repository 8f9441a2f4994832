import type { TableName } from '@adiuva/shared-protocol';
import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';

type Answer = Record<string, unknown>;

function caller({ socket }: Pick<ConnectedCore, 'socket'>, runId: string) {
  let n = 0;
  return async (call: { action: string } & Record<string, unknown>): Promise<Answer> => {
    n += 1;
    return socket.call({ id: `${runId}:${n}`, run_id: runId, ...call });
  };
}

const secrets = [
  'Zephyr',
  'Brambilla',
  'Tosca',
  '+39 02 5550 1234',
  'tosca@zephyr.example',
  'Via Garibaldi 7',
  '€ 12.345',
  '20121',
];
const letters = secrets.filter((secret) => /\p{L}/u.test(secret)).map((secret) => secret.toLowerCase());

/** A client with pseudonyms, its work, and work of nobody's. */
async function openWorld() {
  const many = { calls: 10_000, rows: 100_000, bytes: 1e9, inserts: 10_000, updates: 10_000 };
  const core = await connectCore({ chatLimits: many });
  const { rpc, socket } = core;
  const { id: client } = await rpc.clients.create({ name: 'Zephyr Brambilla GmbH', industry: 'Kites' });
  const { id: project } = await rpc.projects.create({ name: 'Zephyr site', clientId: client });
  const { id: other } = await rpc.projects.create({ name: 'Elsewhere' });
  const { id: task } = await rpc.tasks.create({
    title: 'Call Tosca of ZEPHYR',
    description: 'Herr Brambilla, +39 02 5550 1234, tosca@zephyr.example, Via Garibaldi 7, 20121 Milano. Offer: € 12.345',
    assignee: ['Tosca Brambilla'],
    projectId: project,
  });
  await rpc.privacy.setRule({ client_id: client, rule: 'pseudonyms' });
  await startRun({ ...core, runId: 'run' });
  const from = socket.frames.length;
  const check = (): void => {
    const said = socket.frames.slice(from).map((frame) => JSON.stringify(frame).toLowerCase());
    for (const frame of said) for (const secret of [...letters, '5550 1234', '12.345']) expect(frame).not.toContain(secret);
  };
  return { ...core, client, project, other, task, check, ask: caller(core, 'run') };
}

const tokens = (value: unknown): string[] =>
  JSON.stringify(value).match(/\b(?:Client|Person|Email|Phone|Address|Amount)_\w{6}/g) ?? [];

describe('a client whose values leave as pseudonyms', () => {
  test('is read without any of them, found by its tokens, and what is written back is what was meant', async () => {
    const { ask, check, task, client, project, rpc } = await openWorld();
    const { row } = await ask({ action: 'get', table: 'tasks', data: { id: task } });
    const told = row as { title: string; description: string; assignee: string[] };
    expect(tokens(told).map((token) => token.split('_')[0])).toEqual(
      expect.arrayContaining(['Person', 'Client', 'Phone', 'Email', 'Address', 'Amount']),
    );
    const { row: named } = await ask({ action: 'get', table: 'clients', data: { id: client } });
    const [name = ''] = tokens((named as { name: string }).name);
    expect(named).toMatchObject({ name, industry: 'Kites' });
    for (const filters of [{ search: told.title }, { assignee: told.assignee[0] }, { projectId: project }])
      expect(await ask({ action: 'select', table: 'tasks', filters })).toMatchObject({ total: 1 });
    expect(await ask({ action: 'select', table: 'clients', filters: { search: name } })).toMatchObject({ total: 1 });
    // It writes what it was told, and something of its own.
    const updates = { title: `${told.title}!`, description: told.description, assignee: told.assignee };
    await ask({ action: 'update', table: 'tasks', data: { id: task, updates } });
    expect(await rpc.tasks.get({ id: task })).toMatchObject({
      title: 'Call Tosca of ZEPHYR!',
      description: 'Herr Brambilla, +39 02 5550 1234, tosca@zephyr.example, Via Garibaldi 7, 20121 Milano. Offer: € 12.345',
      assignee: ['Tosca Brambilla'],
    });
    const { items } = await rpc.privacy.ledger({ run_id: 'run', client_id: client, offset: 0, limit: 50 });
    expect(items.length).toBeGreaterThan(0);
    expect(Math.max(...items.map(({ replaced }) => replaced))).toBeGreaterThan(5);
    check();
  });

  test('a token that is written elsewhere does not bring its value out, in any row and with anything around it', async () => {
    const { ask, check, task, other, rpc } = await openWorld();
    const { row } = await ask({ action: 'get', table: 'tasks', data: { id: task } });
    for (const token of new Set(tokens(row)))
      for (const text of [
        token,
        `x ${token}`,
        `${token}x`,
        `x${token}`,
        `${token}\u200Bx`,
        `(${token})`,
        `${token.toUpperCase()}, ${token}`,
      ]) {
        const inserted = await ask({ action: 'insert', table: 'notes', data: { projectId: other, title: text, content: text } });
        const { id } = inserted['row'] as { id: string };
        await ask({ action: 'get', table: 'notes', data: { id } });
        await ask({ action: 'select', table: 'notes', filters: { search: token } });
      }
    // As an id it stays what it is, so that no sentence says what it stands for.
    const [token = ''] = tokens(row);
    for (const [table, field] of [
      ['tasks', 'projectId'],
      ['projects', 'clientId'],
      ['clients', 'parentId'],
    ] as [TableName, string][]) {
      const data = { ...(table === 'tasks' ? { title: 't' } : { name: 'n' }), [field]: token };
      expect(await ask({ action: 'insert', table, data })).toMatchObject({
        code: 'constraint',
        error: expect.stringContaining(token),
      });
      await ask({ action: 'get', table, data: { id: token } });
      await ask({ action: 'update', table, data: { id: token, updates: { name: token } } });
    }
    await ask({ action: 'select', table: 'tasks', filters: { status: token } });
    await ask({ action: 'select', table: token });
    await ask({ action: token });
    check();
    expect((await rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 5 })).total).toBe(1);
  });

  test('nobody spells a value out by searching for its beginnings', async () => {
    const { ask, task, client, check, rpc } = await openWorld();
    const { row } = await ask({ action: 'get', table: 'tasks', data: { id: task } });
    const { row: named } = await ask({ action: 'get', table: 'clients', data: { id: client } });
    for (const search of ['z', 'zep', 'Zephyr', 'bramb', 'call tos', 'Kites Z'])
      for (const table of ['clients', 'tasks'])
        expect(await ask({ action: 'select', table, filters: { search } })).toMatchObject({ rows: [], total: 0 });
    expect(await ask({ action: 'select', table: 'tasks', filters: { assignee: 'tosca brambilla' } })).toMatchObject({ total: 0 });
    // By its tokens and by other words it is found as ever, and the user finds it by its name.
    expect(await ask({ action: 'select', table: 'tasks', filters: { search: `call ${tokens(row)[0]}` } })).toMatchObject({
      total: 1,
    });
    expect(await ask({ action: 'select', table: 'clients', filters: { search: `kite ${tokens(named)[0]}` } })).toMatchObject({
      total: 1,
    });
    expect((await rpc.clients.list({ search: 'zeph', offset: 0, limit: 5 })).total).toBe(1);
    check();
  });

  test('what was answered once is not told again once its row is hidden', async () => {
    const { ask, socket, task, client, rpc } = await openWorld();
    const call = { id: 'w', run_id: 'run', action: 'update', table: 'tasks', data: { id: task, updates: { priority: 'high' } } };
    expect(await socket.call(call)).toMatchObject({ row: { id: task } });
    await rpc.privacy.setRule({ client_id: client, rule: 'never' });
    expect(await socket.call(call)).toMatchObject({ row: null });
    expect(await ask({ action: 'get', table: 'tasks', data: { id: task } })).toMatchObject({ row: null });
  });

  test('taking its rows to where they would leave as they are needs the user’s word', async () => {
    const { ask, check, rpc, task, other, project, client } = await openWorld();
    const { id: free } = (await ask({ action: 'insert', table: 'clients', data: { name: 'Free' } }))['row'] as { id: string };
    for (const [table, id, updates] of [
      ['tasks', task, { projectId: other }],
      ['tasks', task, { projectId: null }],
      ['projects', project, { clientId: null }],
      ['projects', project, { clientId: free }],
    ] as const)
      expect(await ask({ action: 'update', table, data: { id, updates } })).toMatchObject({ code: 'needs_approval' });
    await ask({ action: 'delete', table: 'projects', data: { id: project } });
    const waiting = (await rpc.approvals.list({ state: 'pending', offset: 0, limit: 20 })).items;
    expect(waiting.map(({ why }) => why.map(({ code }) => code))).toEqual([
      ...Array.from({ length: 4 }, () => ['privacy']),
      ['delete', 'privacy'],
    ]);
    // Its rule is the client's own, and goes with it wherever it stands.
    expect(await ask({ action: 'update', table: 'clients', data: { id: client, updates: { parentId: free } } })).toMatchObject({
      row: { parentId: free },
    });
    check();
  });

  test('the user’s message leaves with tokens, and the answer is read with names, in pieces too', async () => {
    const core = await openWorld();
    const { rpc, socket, events, check } = core;
    const sent = await rpc.chat.send({ text: 'What does zephyr owe? And Brambilla?' });
    const frame = await socket.frame((each) => each['request_id'] === sent.request_id);
    const [zephyr = '', brambilla = ''] = tokens(frame['message']);
    expect(frame['message']).toBe(`What does ${zephyr} owe? And ${brambilla}?`);
    const turn = async () => (await rpc.chat.transcript({ session_id: sent.session_id, limit: 1 })).turns[0];
    expect(await turn()).toMatchObject({ text: 'What does zephyr owe? And Brambilla?' });
    const run = { run_id: 'talk', request_id: sent.request_id };
    socket.send({ type: 'run_started', ...run, seq: 1, kind: 'chat', session_id: sent.session_id });
    const trace = { type: 'tool_trace', run_id: 'talk', trace_id: 't', tool: 'list_clients', turn: 1, at: 1 };
    socket.send({ ...trace, seq: 2, phase: 'start', input: { search: [brambilla] } });
    socket.send({ ...trace, seq: 3, phase: 'finish', output_summary: `1 client: ${brambilla}`, outcome: 'ok' });
    const chunk = (seq: number, text: string) => socket.send({ type: 'text_chunk', run_id: 'talk', seq, message_id: 'm', text });
    chunk(4, `**${zephyr.slice(0, 9)}`);
    await expect.poll(async () => (await turn())?.answer?.text).toBe('**');
    chunk(5, `${zephyr.slice(9)}** owes`);
    await expect.poll(async () => (await turn())?.answer?.text).toBe('**zephyr** owes');
    socket.send({
      type: 'final',
      run_id: 'talk',
      seq: 6,
      status: 'success',
      response: `${zephyr} owes, ${brambilla} too.`,
      usage,
    });
    await expect.poll(() => events.at(-1)).toMatchObject({ event: 'answer', text: 'zephyr owes, Brambilla too.' });
    expect((await turn())?.answer).toMatchObject({
      text: 'zephyr owes, Brambilla too.',
      cards: [{ input: { search: ['Brambilla'] }, summary: '1 client: Brambilla' }],
    });
    check();
  });

  test('a reason that the user gives, and an input that they edit for the backend’s own tool, leave with tokens', async () => {
    const { ask, rpc, socket, task, check } = await openWorld();
    expect(await ask({ action: 'delete', table: 'tasks', data: { id: task } })).toMatchObject({ code: 'needs_approval' });
    const [waiting] = (await rpc.approvals.list({ state: 'pending', offset: 0, limit: 1 })).items;
    await rpc.approvals.reject({ approval_id: waiting?.approval_id ?? '', reason: 'Zephyr still needs it' });
    expect(await socket.frame({ type: 'approval_response' })).toMatchObject({
      reason: expect.stringMatching(/^Client_\w{6} still needs it$/),
    });
    expect(await ask({ action: 'delete', table: 'tasks', data: { id: task } })).toMatchObject({ code: 'needs_approval' });
    const known = tokens((await ask({ action: 'get', table: 'tasks', data: { id: task } }))['row']);
    const email = known.find((token) => token.startsWith('Email')) ?? '';
    const request = {
      type: 'approval_request',
      run_id: 'run',
      seq: 2,
      approval_id: 'mail',
      tool: 'send_mail',
      reason: `To ${email}`,
    };
    socket.send({ ...request, input: { to: email }, expires_at: Date.now() * 2 });
    const mail = async () =>
      (await rpc.approvals.list({ state: 'pending', offset: 0, limit: 9 })).items.find((each) => each.approval_id === 'mail');
    await expect
      .poll(mail)
      .toMatchObject({ input: { to: 'tosca@zephyr.example' }, why: [{ sentence: 'To tosca@zephyr.example' }] });
    await rpc.approvals.approve({ approval_id: 'mail', edited: { to: 'tosca@zephyr.example', subject: 'For Tosca' } });
    expect(await socket.frame((each) => each['approval_id'] === 'mail')).toMatchObject({
      decision: 'edit',
      input: { to: email },
    });
    check();
  });

  test('without the rule everything leaves as it is again, and the tokens of before are still understood', async () => {
    const { ask, rpc, client, other } = await openWorld();
    const told = async () => (await ask({ action: 'get', table: 'clients', data: { id: client } }))['row'] as { name: string };
    const { name } = await told();
    await rpc.privacy.setRule({ client_id: client, rule: 'none' });
    expect(await told()).toMatchObject({ name: 'Zephyr Brambilla GmbH' });
    expect(await ask({ action: 'insert', table: 'tasks', data: { title: name, projectId: other } })).toMatchObject({
      row: { title: 'Zephyr Brambilla GmbH' },
    });
  });
});
