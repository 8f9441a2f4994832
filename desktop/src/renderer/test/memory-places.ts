// What the core in memory does with clients, projects, checkpoints and notes.
import { implement } from '@orpc/server';
import type { Note } from '@adiuva/shared-protocol';
import { contract } from '#rpc/contract.ts';
import { relinked, wikiLinks } from '#rpc/note-links.ts';
import type { NoteFilter } from '#rpc/notes.ts';
import { memoryRows, type Refusal } from './memory-rows.ts';
import type { MemoryCore } from './memory-state.ts';

const has = (text: string, search: string | undefined) => text.toLowerCase().includes((search ?? '').trim().toLowerCase());

function head({ content: _text, ...rest }: Note) {
  return rest;
}

export function placeHandlers({ core, now, newId }: { core: MemoryCore; now: () => number; newId: () => string }) {
  const os = implement(contract);
  const page = <Row>(items: Row[], { offset, limit }: { offset: number; limit: number }) => ({
    items: items.slice(offset, offset + limit),
    total: items.length,
  });
  type Errors = {
    NOT_FOUND: (with_: { message: string; data: { code: string } }) => Error;
    CONFLICT: (with_: { message: string; data: { code: string } }) => Error;
  };
  const refuser =
    (errors: Errors, noun: string) =>
    (why: Refusal): never => {
      if (why === 'not_found') throw errors.NOT_FOUND({ message: `There is no such ${noun}.`, data: { code: 'not_found' } });
      throw errors.CONFLICT({ message: `This ${noun} was changed meanwhile.`, data: { code: 'conflict' } });
    };
  const base = () => ({
    id: newId(),
    createdAt: now(),
    updatedAt: now(),
    revision: 1,
    origin: 'human' as const,
    externalId: null,
  });
  const approved = { isAiSuggested: 0 as const, isApproved: 1 as const };
  const projects = memoryRows({ core, rows: core.projects, topic: 'projects', now, newId });
  const clients = memoryRows({ core, rows: core.clients, topic: 'clients', now, newId });
  const checkpoints = memoryRows({ core, rows: core.checkpoints, topic: 'checkpoints', now, newId });
  const notes = memoryRows({ core, rows: core.notes, topic: 'notes', now, newId });
  const byName = <Row extends { name: string }>(rows: readonly Row[]) => rows.toSorted((a, b) => a.name.localeCompare(b.name));
  const openOf = (ids: ReadonlySet<string>) =>
    core.tasks.filter(({ projectId, status }) => projectId !== null && ids.has(projectId) && status !== 'done');

  function below(id: string): Set<string> {
    const all = new Set([id]);
    for (let size = 0; size < all.size;) {
      size = all.size;
      for (const client of core.clients) if (client.parentId !== null && all.has(client.parentId)) all.add(client.id);
    }
    return all;
  }
  const isOf = (note: Note, { search, project_id: projectId }: NoteFilter) =>
    has(`${note.title} ${note.content}`, search) && (projectId === undefined || (note.projectId ?? 'none') === projectId);
  const orders = {
    updated: (a: Note, b: Note) => b.updatedAt - a.updatedAt,
    created: (a: Note, b: Note) => b.createdAt - a.createdAt,
    title: (a: Note, b: Note) => a.title.localeCompare(b.title),
  };

  return {
    projects: {
      list: os.projects.list.handler(({ input }) =>
        page(
          byName(core.projects).filter(
            ({ name, status, clientId }) =>
              has(name, input.search) &&
              (input.include_archived || status === 'active') &&
              (input.client_id === undefined || clientId === input.client_id),
          ),
          input,
        ),
      ),
      tree: os.projects.tree.handler(() => ({
        clients: byName(core.clients).map(({ id, parentId, name }) => ({ id, parent_id: parentId, name })),
        projects: byName(core.projects).map(({ id, clientId, name, status }) => ({
          id,
          client_id: clientId,
          name,
          status,
          open: openOf(new Set([id])).length,
        })),
      })),
      overview: os.projects.overview.handler(({ input, errors }) => {
        const project = projects.find({ id: input.id, refuse: refuser(errors, 'project') });
        const client = core.clients.find(({ id }) => id === project.clientId);
        const tasks = core.tasks.filter(({ projectId }) => projectId === project.id);
        const open = openOf(new Set([project.id]));
        return {
          project,
          ...(client ? { client_name: client.name } : {}),
          open_tasks: open.length,
          done_tasks: tasks.length - open.length,
          overdue_tasks: open.filter(({ dueDate }) => dueDate !== null && dueDate < now() - 86_400_000).length,
          checkpoints: core.checkpoints.filter(({ projectId }) => projectId === project.id).length,
          notes: core.notes.filter(({ projectId }) => projectId === project.id).length,
        };
      }),
      create: os.projects.create.handler(({ input }) =>
        projects.insert({
          ...base(),
          ...approved,
          clientId: input.clientId ?? null,
          name: input.name,
          status: input.status ?? 'active',
          aiSummary: input.aiSummary ?? null,
        }),
      ),
      update: os.projects.update.handler(({ input, errors }) =>
        projects.update({ ...input, refuse: refuser(errors, 'project') }),
      ),
      remove: os.projects.remove.handler(({ input, errors }) => {
        for (const task of core.tasks) if (task.projectId === input.id) task.projectId = null;
        core.tell('tasks');
        return projects.remove({ ...input, refuse: refuser(errors, 'project') });
      }),
    },
    clients: {
      list: os.clients.list.handler(({ input }) =>
        page(
          byName(core.clients).filter(({ name }) => has(name, input.search)),
          input,
        ),
      ),
      overview: os.clients.overview.handler(({ input, errors }) => {
        const client = clients.find({ id: input.id, refuse: refuser(errors, 'client') });
        const all = below(client.id);
        const ids = new Set(core.projects.filter(({ clientId }) => clientId !== null && all.has(clientId)).map(({ id }) => id));
        const owed = openOf(ids).filter(({ owedBy }) => owedBy === 'theirs');
        return {
          client,
          rule: core.settings.rules.find(({ client_id }) => client_id === client.id) ?? {
            client_id: client.id,
            name: client.name,
            rule: 'none' as const,
          },
          projects: core.projects.filter(({ clientId }) => clientId === client.id).length,
          sub_clients: core.clients.filter(({ parentId }) => parentId === client.id).length,
          open_tasks: openOf(ids).length,
          owed: { items: owed.slice(0, 50), total: owed.length },
        };
      }),
      create: os.clients.create.handler(({ input }) =>
        clients.insert({ ...base(), name: input.name, parentId: input.parentId ?? null, industry: input.industry ?? null }),
      ),
      update: os.clients.update.handler(({ input, errors }) => {
        const { parentId } = input.updates;
        if (typeof parentId === 'string' && below(input.id).has(parentId))
          throw errors.INVALID({ message: 'A client cannot stand above itself.', data: { code: 'constraint' } });
        return clients.update({ ...input, refuse: refuser(errors, 'client') });
      }),
      remove: os.clients.remove.handler(({ input, errors }) => clients.remove({ ...input, refuse: refuser(errors, 'client') })),
    },
    checkpoints: {
      list: os.checkpoints.list.handler(({ input }) =>
        page(
          core.checkpoints
            .filter(
              ({ projectId, date }) =>
                (input.project_id === undefined || projectId === input.project_id) && date >= (input.from ?? -Infinity),
            )
            .toSorted((a, b) => a.date - b.date),
          input,
        ),
      ),
      get: os.checkpoints.get.handler(({ input, errors }) =>
        checkpoints.find({ ...input, refuse: refuser(errors, 'checkpoint') }),
      ),
      create: os.checkpoints.create.handler(({ input }) => checkpoints.insert({ ...base(), ...approved, ...input })),
      update: os.checkpoints.update.handler(({ input, errors }) =>
        checkpoints.update({ ...input, refuse: refuser(errors, 'checkpoint') }),
      ),
      remove: os.checkpoints.remove.handler(({ input, errors }) =>
        checkpoints.remove({ ...input, refuse: refuser(errors, 'checkpoint') }),
      ),
    },
    notes: {
      list: os.notes.list.handler(({ input }) => {
        const found = page(core.notes.filter((note) => isOf(note, input.filter)).toSorted(orders[input.order]), input);
        return { ...found, items: found.items.map((note) => ({ ...head(note), excerpt: note.content.slice(0, 180) })) };
      }),
      get: os.notes.get.handler(async ({ input, errors }) => {
        const note = { ...notes.find({ ...input, refuse: refuser(errors, 'note') }) };
        await core.answersNote();
        return note;
      }),
      head: os.notes.head.handler(({ input, errors }) => head(notes.find({ ...input, refuse: refuser(errors, 'note') }))),
      create: os.notes.create.handler(({ input }) =>
        notes.insert({ ...base(), ...approved, ...input, projectId: input.projectId ?? null }),
      ),
      update: os.notes.update.handler(({ input, errors }) => {
        const before = notes.find({ id: input.id, refuse: refuser(errors, 'note') }).title;
        const { content: _text, ...saved } = notes.update({ ...input, refuse: refuser(errors, 'note') });
        let count = 0;
        for (const note of input.relink && saved.title !== before ? core.notes : []) {
          const content = relinked({ text: note.content, title: before, to: saved.title });
          if (content === undefined || note.id === saved.id) continue;
          Object.assign(note, { content, revision: note.revision + 1 });
          count += 1;
        }
        return { ...saved, relinked: count };
      }),
      remove: os.notes.remove.handler(({ input, errors }) => notes.remove({ ...input, refuse: refuser(errors, 'note') })),
      backlinks: os.notes.backlinks.handler(({ input }) => {
        const title = core.notes.find(({ id }) => id === input.id)?.title.toLowerCase();
        const links = ({ content }: Note) =>
          content.includes(`#/${input.table}/${input.id}`) ||
          (input.table === 'notes' && wikiLinks(content).some((link) => link.title.toLowerCase() === title));
        return {
          items: core.notes
            .filter((note) => note.id !== input.id && links(note))
            .map(({ id, title: name }) => ({ id, title: name })),
        };
      }),
      targets: os.notes.targets.handler(({ input }) => ({
        items: [
          ...core.notes.map(({ id, title }) => ({ table: 'notes' as const, id, title })),
          ...core.tasks.map(({ id, title }) => ({ table: 'tasks' as const, id, title })),
          ...core.projects.map(({ id, name }) => ({ table: 'projects' as const, id, title: name })),
        ]
          .filter(({ title }) => has(title, input.search))
          .slice(0, input.limit),
      })),
      byTitle: os.notes.byTitle.handler(({ input }) => ({
        items: core.notes
          .filter(({ title }) => title.toLowerCase() === input.title.toLowerCase())
          .map(({ id, title }) => ({ id, title })),
      })),
    },
  };
}
