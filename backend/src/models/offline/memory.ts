import { exhausted } from './exhausted.ts';
import {
  checkpointLineSchema,
  clientLineSchema,
  noteLineSchema,
  projectLineSchema,
  taskCommentLineSchema,
  taskLineSchema,
} from '@adiuva/shared-protocol';
import { z } from 'zod';
import type { MadeCall } from './conversation.ts';
import type { Focus, Memory, Names, Reply, ToolReply } from './plans/plan.ts';

export function emptyMemory(): Memory {
  return { names: { projects: new Map(), clients: new Map() } };
}

/** How the answers of tools hold their rows: many with their sum, or one; whichever tool it was. */
const rowsSchema = z.union([
  z
    .object({ total: z.number(), tasks: z.array(taskLineSchema) })
    .transform(({ tasks: rows, total }) => ({ noun: 'task' as const, rows, total })),
  z.object({ task: taskLineSchema }).transform(({ task: row }) => ({ noun: 'task' as const, rows: [row], total: 1 })),
  z
    .object({ total: z.number(), projects: z.array(projectLineSchema) })
    .transform(({ projects: rows, total }) => ({ noun: 'project' as const, rows, total })),
  z.object({ project: projectLineSchema }).transform(({ project: row }) => ({ noun: 'project' as const, rows: [row], total: 1 })),
  z
    .object({ total: z.number(), clients: z.array(clientLineSchema) })
    .transform(({ clients: rows, total }) => ({ noun: 'client' as const, rows, total })),
  z.object({ client: clientLineSchema }).transform(({ client: row }) => ({ noun: 'client' as const, rows: [row], total: 1 })),
  z
    .object({ total: z.number(), checkpoints: z.array(checkpointLineSchema) })
    .transform(({ checkpoints: rows, total }) => ({ noun: 'checkpoint' as const, rows, total })),
  z
    .object({ checkpoint: checkpointLineSchema })
    .transform(({ checkpoint: row }) => ({ noun: 'checkpoint' as const, rows: [row], total: 1 })),
  z
    .object({ total: z.number(), notes: z.array(noteLineSchema) })
    .transform(({ notes: rows, total }) => ({ noun: 'note' as const, rows, total })),
  z.object({ note: noteLineSchema }).transform(({ note: row }) => ({ noun: 'note' as const, rows: [row], total: 1 })),
  z
    .object({ total: z.number(), comments: z.array(taskCommentLineSchema) })
    .transform(({ comments: rows, total }) => ({ noun: 'comment' as const, rows, total })),
  z
    .object({ comment: taskCommentLineSchema })
    .transform(({ comment: row }) => ({ noun: 'comment' as const, rows: [row], total: 1 })),
]);

/** The rows in a tool's answer. */
function rowsIn(reply: ToolReply | undefined): Focus | undefined {
  const read = reply?.ok ? rowsSchema.safeParse(reply.value) : undefined;
  return read?.success ? read.data : undefined;
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
    case 'checkpoint':
      return { ...memory, focus, checkpoints: focus };
    case 'note':
      return { ...memory, focus, notes: focus };
    case 'comment':
      return { ...memory, focus, comments: focus };
    default:
      return exhausted(focus);
  }
}

/** What the conversation has come to after a reply. A question that was not answered at once is forgotten. */
export function afterReply({ memory, reply }: { memory: Memory; reply: Reply }): Memory {
  const { pending: _pending, ...kept } = memory;
  const beside = reply.beside ? focusOn({ memory: kept, focus: reply.beside }) : kept;
  const focused = reply.focus ? focusOn({ memory: beside, focus: reply.focus }) : beside;
  return { ...focused, ...(reply.query && { query: reply.query }), ...(reply.pending && { pending: reply.pending }) };
}

const reads = /^(list|get|search)_/;

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
