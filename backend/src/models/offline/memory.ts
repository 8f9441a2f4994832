import { exhausted } from './exhausted.ts';
import { clientLineSchema, projectLineSchema, taskLineSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import type { MadeCall } from './conversation.ts';
import type { Focus, Memory, Names, Reply, ToolReply } from './plans/plan.ts';

export function emptyMemory(): Memory {
  return { names: { projects: new Map(), clients: new Map() } };
}

const tasksSchema = z.object({ total: z.number(), tasks: z.array(taskLineSchema) });
const taskSchema = z.object({ task: taskLineSchema });
const projectsSchema = z.object({ total: z.number(), projects: z.array(projectLineSchema) });
const projectSchema = z.object({ project: projectLineSchema });
const clientsSchema = z.object({ total: z.number(), clients: z.array(clientLineSchema) });
const clientSchema = z.object({ client: clientLineSchema });

/** The rows in a tool's answer, whichever tool it was. */
function rowsIn(reply: ToolReply | undefined): Focus | undefined {
  if (!reply?.ok) return undefined;
  const { value } = reply;
  const tasks = tasksSchema.safeParse(value);
  if (tasks.success) return { noun: 'task', rows: tasks.data.tasks, total: tasks.data.total };
  const task = taskSchema.safeParse(value);
  if (task.success) return { noun: 'task', rows: [task.data.task], total: 1 };
  const projects = projectsSchema.safeParse(value);
  if (projects.success) return { noun: 'project', rows: projects.data.projects, total: projects.data.total };
  const project = projectSchema.safeParse(value);
  if (project.success) return { noun: 'project', rows: [project.data.project], total: 1 };
  const clients = clientsSchema.safeParse(value);
  if (clients.success) return { noun: 'client', rows: clients.data.clients, total: clients.data.total };
  const client = clientSchema.safeParse(value);
  return client.success ? { noun: 'client', rows: [client.data.client], total: 1 } : undefined;
}

/** Keeps the names of the projects and clients in an answer. */
export function learnNames({ reply, names }: { reply: ToolReply | undefined; names: Names }): void {
  const focus = rowsIn(reply);
  if (focus?.noun === 'project') for (const row of focus.rows) names.projects.set(row.id, row.name);
  if (focus?.noun === 'client') for (const row of focus.rows) names.clients.set(row.id, row.name);
}

function focusOn({ memory, focus }: { memory: Memory; focus: Focus }): Memory {
  switch (focus.noun) {
    case 'task':
      return { ...memory, focus, tasks: focus };
    case 'project':
      return { ...memory, focus, projects: focus };
    case 'client':
      return { ...memory, focus, clients: focus };
    default:
      return exhausted(focus);
  }
}

/** What the conversation has come to after a reply. A question that was not answered at once is forgotten. */
export function afterReply({ memory, reply }: { memory: Memory; reply: Reply }): Memory {
  const { pending: _pending, ...kept } = memory;
  const focused = reply.focus ? focusOn({ memory: kept, focus: reply.focus }) : kept;
  return { ...focused, ...(reply.query && { query: reply.query }), ...(reply.pending && { pending: reply.pending }) };
}

const reads = /^list_/;

/**
 * What a turn left that these rules did not answer (another model did, or an older version): what it wrote, else what it
 * read last.
 */
export function afterForeignTurn({ memory, calls }: { memory: Memory; calls: readonly MadeCall[] }): Memory {
  const { pending: _pending, query: _query, ...kept } = memory;
  const seen = calls.flatMap((call) => {
    const focus = rowsIn(call.reply);
    return focus ? [{ focus, read: reads.test(call.tool) }] : [];
  });
  const written = seen.filter(({ read }) => !read);
  const last = written.at(-1) ?? seen.at(-1);
  if (last === undefined) return kept;
  const alike = written.flatMap(({ focus }) => (focus.noun === 'task' ? focus.rows : []));
  const focus: Focus =
    last.focus.noun === 'task' && alike.length > 1 ? { noun: 'task', rows: alike, total: alike.length } : last.focus;
  return focusOn({ memory: kept, focus });
}
