import {
  type CheckpointLine,
  type ClientLine,
  type NoteText,
  type ProjectLine,
  type TaskCommentLine,
  type TaskLine,
  createClient,
  createProject,
  createTask,
  deleteProject,
  deleteTask,
  listClients,
  listProjects,
  listTasks,
  listTasksDueToday,
  navigateTo,
  openItem,
  sendNotification,
  updateTask,
} from '@adiuva/shared-protocol';
import type { JSONValue, LanguageModelV4FunctionTool } from '@ai-sdk/provider';
import { answerRows, rowTools, writingRowTools } from './row-tools.ts';
import type { ToolTable } from './table-rows.ts';
import { changed, defined, matches, page, remove } from './rows.ts';

const tools = [
  listTasks,
  listTasksDueToday,
  createTask,
  updateTask,
  listProjects,
  createProject,
  listClients,
  createClient,
  deleteTask,
  deleteProject,
  navigateTo,
  openItem,
  sendNotification,
  ...rowTools,
];

export const writingTools = new Set<string>([
  createTask.name,
  updateTask.name,
  createProject.name,
  createClient.name,
  deleteTask.name,
  deleteProject.name,
  sendNotification.name,
  ...writingRowTools.map(({ name }) => name),
]);

/** The tools as a model is offered them. */
export const offeredTools: LanguageModelV4FunctionTool[] = tools.map(({ name, description }) => ({
  type: 'function',
  name,
  description,
  inputSchema: { type: 'object' },
}));

/** A table with these rows; ids are made when they are not given. `today`: the day of list_tasks_due_today. */
export function createToolTable(
  given: {
    tasks?: (Partial<TaskLine> & { title: string })[];
    projects?: (Partial<ProjectLine> & { name: string })[];
    clients?: (Partial<ClientLine> & { name: string })[];
    checkpoints?: (Partial<CheckpointLine> & { title: string })[];
    notes?: (Partial<NoteText> & { title: string })[];
    comments?: (Partial<TaskCommentLine> & { content: string })[];
    today?: string;
  } = {},
): ToolTable {
  const today = given.today ?? '2026-11-21';
  const table: ToolTable = {
    tasks: (given.tasks ?? []).map((task, index) => ({ id: `task-${index + 1}`, status: 'todo', priority: 'medium', ...task })),
    projects: (given.projects ?? []).map((project, index) => ({ id: `project-${index + 1}`, status: 'active', ...project })),
    clients: (given.clients ?? []).map((client, index) => ({ id: `client-${index + 1}`, ...client })),
    checkpoints: (given.checkpoints ?? []).map((row, index) => ({ id: `checkpoint-${index + 1}`, ...row })),
    notes: (given.notes ?? []).map((note, index) => ({ id: `note-${index + 1}`, content: '', ...note })),
    comments: (given.comments ?? []).map((comment, index) => ({ id: `comment-${index + 1}`, author: 'me', ...comment })),
    calls: [],
    failing: new Map(),
    call: ({ tool, input }) => {
      table.calls.push({ tool, input });
      const failure = table.failing.get(tool);
      return failure ? { ...failure } : answer({ table, tool, input, today });
    },
  };
  return table;
}

const orders: Record<string, (a: TaskLine, b: TaskLine) => number> = {
  // SQLite sorts what is absent first.
  dueDate: (a, b) => (a.due ?? '').localeCompare(b.due ?? ''),
  '-createdAt': (a, b) => b.id.localeCompare(a.id, 'en', { numeric: true }),
};

function answer({ table, tool, input, today }: { table: ToolTable; tool: string; input: unknown; today: string }): JSONValue {
  switch (tool) {
    case listTasks.name: {
      const by = listTasks.input.parse(input);
      const rows = table.tasks.filter(
        (task) =>
          (by.project_id === undefined || task.project_id === by.project_id) &&
          (by.status === undefined || task.status === by.status) &&
          (by.priority === undefined || task.priority === by.priority) &&
          (by.assignee === undefined || task.assignee?.includes(by.assignee) === true) &&
          (by.due_from === undefined || (task.due !== undefined && task.due.slice(0, 10) >= by.due_from.slice(0, 10))) &&
          (by.due_to === undefined || (task.due !== undefined && task.due.slice(0, 10) <= by.due_to.slice(0, 10))) &&
          matches({ search: by.search, texts: [task.title, task.description] }),
      );
      const { total, rows: tasks } = page(
        by.order_by === undefined ? rows : rows.toSorted(orders[by.order_by] ?? (() => 0)),
        by.limit,
      );
      return { total, tasks };
    }
    case listTasksDueToday.name: {
      listTasksDueToday.input.parse(input);
      const tasks = table.tasks.filter((task) => task.due?.slice(0, 10) === today && task.status !== 'done');
      return { total: tasks.length, tasks };
    }
    case createTask.name: {
      const { due_date, ...fields } = createTask.input.parse(input);
      const task: TaskLine = defined({
        id: `task-${table.tasks.length + 1}`,
        status: 'todo',
        priority: 'medium',
        ...fields,
        due: due_date,
      });
      if (task.project_id !== undefined && !table.projects.some((project) => project.id === task.project_id))
        return { error: 'There is no project with that id.', code: 'constraint' };
      table.tasks.push(task);
      return { task };
    }
    case updateTask.name: {
      const { task_id, due_date, ...fields } = updateTask.input.parse(input);
      const task = changed({
        rows: table.tasks,
        id: task_id,
        fields: { ...fields, ...(due_date !== undefined && { due: due_date }) },
      });
      return task ? { task } : { error: 'There is no task with that id.', code: 'not_found' };
    }
    case deleteTask.name: {
      const { task_id } = deleteTask.input.parse(input);
      const isGone = remove({ rows: table.tasks, id: task_id });
      return isGone ? { deleted: true, task_id } : { error: 'There is no task with that id.', code: 'not_found' };
    }
    case deleteProject.name: {
      const { project_id } = deleteProject.input.parse(input);
      const isGone = remove({ rows: table.projects, id: project_id });
      return isGone ? { deleted: true, project_id } : { error: 'There is no project with that id.', code: 'not_found' };
    }
    case listProjects.name: {
      const by = listProjects.input.parse(input);
      const rows = table.projects.filter(
        (project) =>
          (by.include_archived === true || project.status !== 'archived') &&
          (by.client_id === undefined || project.client_id === by.client_id) &&
          matches({ search: by.search, texts: [project.name] }),
      );
      const { total, rows: projects } = page(rows, by.limit);
      return { total, projects };
    }
    case createProject.name: {
      const project: ProjectLine = {
        id: `project-${table.projects.length + 1}`,
        status: 'active',
        ...createProject.input.parse(input),
      };
      table.projects.push(project);
      return { project };
    }
    case listClients.name: {
      const by = listClients.input.parse(input);
      const rows = table.clients.filter(
        (client) =>
          (by.parent_id === undefined || client.parent_id === by.parent_id) &&
          matches({ search: by.search, texts: [client.name, client.industry] }),
      );
      const { total, rows: clients } = page(rows, by.limit);
      return { total, clients };
    }
    case createClient.name: {
      const client: ClientLine = { id: `client-${table.clients.length + 1}`, ...createClient.input.parse(input) };
      table.clients.push(client);
      return { client };
    }
    case navigateTo.name:
      return { shown: true, ...navigateTo.input.parse(input) };
    case openItem.name: {
      const item = openItem.input.parse(input);
      const tables: Partial<Record<typeof item.table, { id: string }[]>> = table;
      const isThere = tables[item.table]?.some(({ id }) => id === item.id) === true;
      return isThere ? { shown: true, ...item } : { error: 'There is nothing with that id.', code: 'not_found' };
    }
    case sendNotification.name: {
      const { channel } = sendNotification.input.parse(input);
      return { channel, delivered: true, ...(channel === 'webhook' && { status: 200 }) };
    }
    default: {
      const answered = answerRows({ table, tool, input });
      if (answered === undefined) throw new Error(`There is no tool ${tool}.`);
      return answered;
    }
  }
}
