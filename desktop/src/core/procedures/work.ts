import type { Checkpoints } from '#core/checkpoints/index.ts';
import type { Clients } from '#core/clients/index.ts';
import type { Comments } from '#core/comments/index.ts';
import type { Notes } from '#core/notes/index.ts';
import type { Palette } from '#core/palette/index.ts';
import type { Projects } from '#core/projects/index.ts';
import type { Search } from '#core/search/index.ts';
import type { Tasks } from '#core/tasks/index.ts';
import type { TodayDesk } from '#core/today/index.ts';
import type { CoreApi } from './core-api.ts';

export interface WorkParts {
  today: TodayDesk;
  tasks: Tasks;
  comments: Comments;
  palette: Palette;
  projects: Projects;
  clients: Clients;
  checkpoints: Checkpoints;
  notes: Notes;
  search: Search;
}

/** The user’s own rows, and what finds them. */
export function workProcedures(
  api: CoreApi,
  { today, tasks, comments, palette, projects, clients, checkpoints, notes, search }: WorkParts,
) {
  return {
    tasks: {
      list: api.tasks.list.handler(({ input }) => tasks.list(input)),
      get: api.tasks.get.handler(({ input }) => tasks.get(input.id)),
      ids: api.tasks.ids.handler(({ input }) => tasks.ids(input)),
      assignees: api.tasks.assignees.handler(() => tasks.assignees()),
      create: api.tasks.create.handler(({ input }) => tasks.create(input)),
      update: api.tasks.update.handler(({ input }) => tasks.update(input)),
      move: api.tasks.move.handler(({ input }) => tasks.move(input)),
      updateMany: api.tasks.updateMany.handler(({ input }) => tasks.updateMany(input)),
      remove: api.tasks.remove.handler(({ input }) => tasks.remove(input)),
      removeMany: api.tasks.removeMany.handler(({ input }) => tasks.removeMany(input)),
    },
    comments: {
      list: api.comments.list.handler(({ input }) => comments.list(input)),
      create: api.comments.create.handler(({ input }) => comments.create(input)),
      update: api.comments.update.handler(({ input }) => comments.update(input)),
      remove: api.comments.remove.handler(({ input }) => comments.remove(input)),
    },
    today: {
      read: api.today.read.handler(() => today.read()),
      capture: api.today.capture.handler(({ input }) => today.capture(input)),
    },
    palette: {
      everything: api.palette.everything.handler(({ input }) => palette.everything(input)),
    },
    projects: {
      list: api.projects.list.handler(({ input }) => projects.list(input)),
      tree: api.projects.tree.handler(() => projects.tree()),
      overview: api.projects.overview.handler(({ input }) => projects.overview(input.id)),
      create: api.projects.create.handler(({ input }) => projects.create(input)),
      update: api.projects.update.handler(({ input }) => projects.update(input)),
      remove: api.projects.remove.handler(({ input }) => projects.remove(input)),
    },
    clients: {
      list: api.clients.list.handler(({ input }) => clients.list(input)),
      overview: api.clients.overview.handler(({ input }) => clients.overview(input.id)),
      create: api.clients.create.handler(({ input }) => clients.create(input)),
      update: api.clients.update.handler(({ input }) => clients.update(input)),
      remove: api.clients.remove.handler(({ input }) => clients.remove(input)),
    },
    checkpoints: {
      list: api.checkpoints.list.handler(({ input }) => checkpoints.list(input)),
      get: api.checkpoints.get.handler(({ input }) => checkpoints.get(input.id)),
      create: api.checkpoints.create.handler(({ input }) => checkpoints.create(input)),
      update: api.checkpoints.update.handler(({ input }) => checkpoints.update(input)),
      remove: api.checkpoints.remove.handler(({ input }) => checkpoints.remove(input)),
    },
    notes: {
      list: api.notes.list.handler(({ input }) => notes.list(input)),
      get: api.notes.get.handler(({ input }) => notes.get(input.id)),
      head: api.notes.head.handler(({ input }) => notes.head(input.id)),
      create: api.notes.create.handler(({ input }) => notes.create(input)),
      update: api.notes.update.handler(({ input }) => notes.update(input)),
      remove: api.notes.remove.handler(({ input }) => notes.remove(input)),
      backlinks: api.notes.backlinks.handler(({ input }) => notes.backlinks(input)),
      targets: api.notes.targets.handler(({ input }) => notes.targets(input)),
      byTitle: api.notes.byTitle.handler(({ input }) => notes.byTitle(input.title)),
    },
    search: {
      notes: api.search.notes.handler(({ input }) => search.notes(input)),
      settings: api.search.settings.handler(() => search.settings()),
      setSettings: api.search.setSettings.handler(({ input }) => search.setSettings(input)),
    },
  };
}
