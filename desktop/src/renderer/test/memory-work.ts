// What the core in memory does with tasks, comments, Today and the palette's search.
import { implement } from '@orpc/server';
import type { Task, TaskComment } from '@adiuva/shared-protocol';
import { contract } from '#rpc/contract.ts';
import type { Found } from '#rpc/palette.ts';
import type { PlacedTask } from '#rpc/today.ts';
import { memoryRows, type Refusal } from './memory-rows.ts';
import type { MemoryCore } from './memory-state.ts';
import { matches, taskOrders } from './memory-tasks.ts';

const DAY = 86_400_000;
type Errors = {
  NOT_FOUND: (with_: { message: string; data: { code: string } }) => Error;
  CONFLICT: (with_: { message: string; data: { code: string } }) => Error;
};

export function workHandlers({ core, now, newId }: { core: MemoryCore; now: () => number; newId: () => string }) {
  const os = implement(contract);
  const refuser =
    (errors: Errors) =>
    (why: Refusal): never => {
      if (why === 'not_found') throw errors.NOT_FOUND({ message: 'There is no such task.', data: { code: 'not_found' } });
      throw errors.CONFLICT({ message: 'This task was changed meanwhile.', data: { code: 'conflict' } });
    };
  const tasks = memoryRows({ core, rows: core.tasks, topic: 'tasks', now, newId });
  const comments = memoryRows({ core, rows: core.comments, topic: 'taskComments', now, newId });
  const page = <Row>(items: Row[], { offset, limit }: { offset: number; limit: number }) => ({
    items: items.slice(offset, offset + limit),
    total: items.length,
  });
  const clientOf = (projectId: string | null) => core.projects.find(({ id }) => id === projectId)?.clientId;
  const found = ({ filter, order }: { filter: Parameters<typeof matches>[0]['filter']; order: keyof typeof taskOrders }) =>
    core.tasks
      .filter((task) => matches({ task, filter, now: now() }))
      .filter(({ projectId }) => filter.client_id === undefined || clientOf(projectId) === filter.client_id)
      .sort(taskOrders[order]);
  const withDone = <Updates extends { status?: Task['status'] | undefined }>(updates: Updates) =>
    updates.status === undefined ? updates : { ...updates, completedAt: updates.status === 'done' ? now() : null };
  const placed = (task: Task): PlacedTask => {
    const project = core.projects.find(({ id }) => id === task.projectId);
    const client = core.clients.find(({ id }) => id === project?.clientId);
    return { ...task, project_name: project?.name ?? null, client_name: client?.name ?? null };
  };
  const some = (items: Task[]) => ({ items: items.slice(0, 50).map(placed), total: items.length });
  const many = (ids: readonly string[], act: (id: string) => { change_ids: string[] }) => {
    const there = ids.filter((id) => core.tasks.some((task) => task.id === id));
    return { rows: there.length, left: ids.length - there.length, change_ids: there.flatMap((id) => act(id).change_ids) };
  };
  const never = (why: Refusal): never => {
    throw new Error(why);
  };

  return {
    tasks: {
      list: os.tasks.list.handler(({ input }) => page(found(input), input)),
      ids: os.tasks.ids.handler(({ input }) => {
        const all = found(input);
        return { ids: all.slice(0, 1_000).map(({ id }) => id), total: all.length };
      }),
      assignees: os.tasks.assignees.handler(() => ({ names: [...new Set(core.tasks.flatMap(({ assignee }) => assignee))] })),
      get: os.tasks.get.handler(async ({ input, errors }) => {
        const task = { ...tasks.find({ id: input.id, refuse: refuser(errors) }) };
        await core.answersTask();
        return task;
      }),
      create: os.tasks.create.handler(({ input }) => {
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        const made = core.addTask({ title: input.title, ...given });
        core.tasks.pop();
        return tasks.insert(made);
      }),
      update: os.tasks.update.handler(async ({ input, errors }) => {
        await core.holdsWrite();
        return tasks.update({ ...input, updates: withDone(input.updates), refuse: refuser(errors) });
      }),
      move: os.tasks.move.handler(({ input, errors }) => {
        const column = core.tasks
          .filter(({ id, status }) => status === input.status && id !== input.id)
          .sort(taskOrders.position);
        const at = input.after_id === null ? 0 : column.findIndex(({ id }) => id === input.after_id) + 1;
        const [above, below] = [column[at - 1]?.position, column[at]?.position];
        const position = above === undefined ? (below ?? 1) - 1 : below === undefined ? above + 1 : (above + below) / 2;
        return tasks.update({ id: input.id, updates: withDone({ status: input.status, position }), refuse: refuser(errors) });
      }),
      updateMany: os.tasks.updateMany.handler(async ({ input }) => {
        await core.holdsWrite();
        return many(input.ids, (id) => tasks.update({ id, updates: withDone(input.updates), refuse: never }));
      }),
      remove: os.tasks.remove.handler(({ input, errors }) => tasks.remove({ ...input, refuse: refuser(errors) })),
      removeMany: os.tasks.removeMany.handler(({ input }) => many(input.ids, (id) => tasks.remove({ id, refuse: never }))),
    },
    comments: {
      list: os.comments.list.handler(({ input }) =>
        page(
          core.comments.filter(({ taskId }) => taskId === input.task_id),
          input,
        ),
      ),
      create: os.comments.create.handler(({ input }) => {
        const comment: TaskComment = {
          id: newId(),
          createdAt: now(),
          updatedAt: now(),
          revision: 1,
          origin: 'human',
          externalId: null,
          author: 'me',
          ...input,
        };
        return comments.insert(comment);
      }),
      update: os.comments.update.handler(({ input: { content, ...rest }, errors }) =>
        comments.update({ ...rest, updates: { content }, refuse: refuser(errors) }),
      ),
      remove: os.comments.remove.handler(({ input, errors }) => comments.remove({ ...input, refuse: refuser(errors) })),
    },
    today: {
      read: os.today.read.handler(() => {
        const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(now());
        const dayOf = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(at);
        const open = core.tasks.filter(({ status }) => status !== 'done');
        const byDue = open.toSorted(taskOrders.due);
        const coming = core.checkpoints
          .filter(({ date }) => dayOf(date) >= day && date < now() + 14 * DAY)
          .toSorted((a, b) => a.date - b.date)
          .map((one) => ({ ...one, project_name: core.projects.find(({ id }) => id === one.projectId)?.name ?? '' }));
        return {
          day,
          overdue: some(byDue.filter(({ dueDate }) => dueDate !== null && dayOf(dueDate) < day)),
          due: some(byDue.filter(({ dueDate }) => dueDate !== null && dayOf(dueDate) === day)),
          waiting: some(open.filter(({ owedBy }) => owedBy === 'theirs').sort((a, b) => a.createdAt - b.createdAt)),
          done: some(core.tasks.filter(({ completedAt }) => completedAt !== null && dayOf(completedAt) === day)),
          checkpoints: { items: coming, total: coming.length },
        };
      }),
      // The one day and the one project that its tests write about.
      capture: os.today.capture.handler(({ input: { text, ignore = [] } }) => {
        const project = core.projects.filter(({ name }) => text.includes(`#${name.split(' ')[0]?.toLowerCase() ?? ''}`));
        const due = text.includes('tomorrow') && !ignore.includes('due');
        const isFor = project.length > 0 && !ignore.includes('project');
        const mark = isFor ? `#${project[0]?.name.split(' ')[0]?.toLowerCase() ?? ''}` : '';
        const title = [...(due ? ['tomorrow'] : []), mark].reduce((left, words) => left.replace(words, ''), text);
        return {
          title: title.replaceAll(/\s+/g, ' ').trim(),
          other_days: 0,
          ...(due ? { due: { at: now() + DAY, words: 'tomorrow' } } : {}),
          ...(isFor
            ? { projects: { items: project.map(({ id, name }) => ({ id, name, client_name: null })), words: mark } }
            : {}),
        };
      }),
    },
    palette: {
      everything: os.palette.everything.handler(({ input }) => {
        const has = (words: string) => words.toLowerCase().includes(input.text.toLowerCase());
        const items: Found[] = [
          ...core.tasks
            .filter(({ title }) => has(title))
            .map(({ id, title, status }): Found => ({ kind: 'task', id, title, past: status === 'done' })),
          ...core.projects
            .filter(({ name }) => has(name))
            .map(({ id, name }): Found => ({ kind: 'project', id, title: name, past: false })),
          ...core.checkpoints
            .filter(({ title }) => has(title))
            .map(({ id, title }): Found => ({ kind: 'checkpoint', id, title, past: false })),
        ];
        return { items: items.slice(0, input.limit) };
      }),
    },
  };
}
