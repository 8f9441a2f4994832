import {
  addTaskComment,
  createCheckpoint,
  createFollowup,
  createNote,
  deleteCheckpoint,
  deleteClient,
  deleteNote,
  deleteTaskComment,
  getNote,
  getProject,
  listAllProjects,
  listCheckpoints,
  listNotes,
  listTaskComments,
  searchNotes,
  updateCheckpoint,
  updateClient,
  updateNote,
  updateProject,
} from '@adiuva/shared-protocol';
import type { JSONValue } from '@ai-sdk/provider';
import { changed, defined, matches, page, remove } from './rows.ts';
import type { ToolTable } from './table-rows.ts';

/** The tools of checkpoints, notes, comments, and what is changed of projects and clients. */
export const rowTools = [
  listCheckpoints,
  createCheckpoint,
  updateCheckpoint,
  deleteCheckpoint,
  listNotes,
  getNote,
  createNote,
  updateNote,
  deleteNote,
  searchNotes,
  listTaskComments,
  addTaskComment,
  deleteTaskComment,
  getProject,
  listAllProjects,
  updateProject,
  updateClient,
  deleteClient,
  createFollowup,
];

export const writingRowTools = [
  createCheckpoint,
  updateCheckpoint,
  deleteCheckpoint,
  createNote,
  updateNote,
  deleteNote,
  addTaskComment,
  deleteTaskComment,
  updateProject,
  updateClient,
  deleteClient,
  createFollowup,
];

/** A note's text is cut here when it is sent, as the device cuts it. */
const longestText = 4_000;

interface Call {
  table: ToolTable;
  tool: string;
  input: unknown;
}

/** What one of these tools answers; undefined: the tool is none of these. */
export function answerRows(call: Call): JSONValue | undefined {
  return answerCheckpoints(call) ?? answerNotes(call) ?? answerComments(call) ?? answerPlaces(call);
}

const gone = (noun: string): JSONValue => ({ error: `There is no ${noun} with that id.`, code: 'not_found' });

function answerCheckpoints({ table, tool, input }: Call): JSONValue | undefined {
  switch (tool) {
    case listCheckpoints.name: {
      const by = listCheckpoints.input.parse(input);
      const rows = table.checkpoints.filter(
        ({ title, date, project_id }) =>
          (by.project_id === undefined || project_id === by.project_id) &&
          (by.date_from === undefined || (date !== undefined && date >= by.date_from)) &&
          (by.date_to === undefined || (date !== undefined && date <= by.date_to)) &&
          matches({ search: by.search, texts: [title] }),
      );
      const sorted = by.order_by === 'date' ? rows.toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? '')) : rows;
      const { total, rows: checkpoints } = page(sorted, by.limit);
      return { total, checkpoints };
    }
    case createCheckpoint.name: {
      const checkpoint = { id: `checkpoint-${table.checkpoints.length + 1}`, ...createCheckpoint.input.parse(input) };
      if (!table.projects.some(({ id }) => id === checkpoint.project_id)) return gone('project');
      table.checkpoints.push(checkpoint);
      return { checkpoint };
    }
    case updateCheckpoint.name: {
      const { checkpoint_id, ...fields } = updateCheckpoint.input.parse(input);
      const checkpoint = changed({ rows: table.checkpoints, id: checkpoint_id, fields });
      return checkpoint ? { checkpoint } : gone('checkpoint');
    }
    case deleteCheckpoint.name: {
      const { checkpoint_id } = deleteCheckpoint.input.parse(input);
      return remove({ rows: table.checkpoints, id: checkpoint_id }) ? { deleted: true, checkpoint_id } : gone('checkpoint');
    }
    default:
      return undefined;
  }
}

function answerNotes({ table, tool, input }: Call): JSONValue | undefined {
  switch (tool) {
    case listNotes.name: {
      const by = listNotes.input.parse(input);
      const rows = table.notes.filter(
        (note) =>
          (by.project_id === undefined || note.project_id === by.project_id) &&
          matches({ search: by.search, texts: [note.title, note.content] }),
      );
      const { total, rows: notes } = page(
        rows.map(({ content: _text, ...line }) => line),
        by.limit,
      );
      return { total, notes };
    }
    case getNote.name: {
      const { note_id } = getNote.input.parse(input);
      const note = table.notes.find(({ id }) => id === note_id);
      if (!note) return gone('note');
      return note.content.length > longestText
        ? { note: { ...note, content: note.content.slice(0, longestText), is_cut: true } }
        : { note };
    }
    case createNote.name: {
      const note = { id: `note-${table.notes.length + 1}`, ...createNote.input.parse(input) };
      table.notes.push(note);
      const { content: _text, ...line } = note;
      return { note: line, found_by_meaning: true };
    }
    case updateNote.name: {
      const { note_id, ...fields } = updateNote.input.parse(input);
      const note = changed({ rows: table.notes, id: note_id, fields });
      if (!note) return gone('note');
      const { content: _text, ...line } = note;
      return { note: line, found_by_meaning: true };
    }
    case deleteNote.name: {
      const { note_id } = deleteNote.input.parse(input);
      return remove({ rows: table.notes, id: note_id }) ? { deleted: true, note_id } : gone('note');
    }
    case searchNotes.name: {
      const by = searchNotes.input.parse(input);
      const found = table.notes.filter(
        ({ title, content, project_id }) =>
          (by.project_id === undefined || project_id === by.project_id) &&
          by.query.split(' ').some((word) => matches({ search: word.replace(/s$/, ''), texts: [title, content] })),
      );
      return {
        notes: found
          .slice(0, by.limit ?? 8)
          .map(({ id, content }, index) => ({ id, excerpt: content.slice(0, 200), score: 1 / (index + 1) })),
        by_meaning: true,
      };
    }
    default:
      return undefined;
  }
}

function answerComments({ table, tool, input }: Call): JSONValue | undefined {
  switch (tool) {
    case listTaskComments.name: {
      const by = listTaskComments.input.parse(input);
      const { total, rows: comments } = page(
        table.comments.filter(({ task_id }) => task_id === by.task_id),
        by.limit,
      );
      return { total, comments };
    }
    case addTaskComment.name: {
      const { task_id, content } = addTaskComment.input.parse(input);
      if (!table.tasks.some(({ id }) => id === task_id)) return gone('task');
      const comment = { id: `comment-${table.comments.length + 1}`, task_id, author: 'assistant', content };
      table.comments.push(comment);
      return { comment };
    }
    case deleteTaskComment.name: {
      const { comment_id } = deleteTaskComment.input.parse(input);
      return remove({ rows: table.comments, id: comment_id }) ? { deleted: true, comment_id } : gone('comment');
    }
    case createFollowup.name: {
      const { task_id, due_date, ...fields } = createFollowup.input.parse(input);
      const followed = table.tasks.find(({ id }) => id === task_id);
      if (task_id !== undefined && !followed) return gone('task');
      const task = defined({
        id: `task-${table.tasks.length + 1}`,
        status: 'todo' as const,
        priority: 'medium' as const,
        project_id: followed?.project_id,
        ...fields,
        due: due_date,
      });
      table.tasks.push(task);
      return { task };
    }
    default:
      return undefined;
  }
}

function answerPlaces({ table, tool, input }: Call): JSONValue | undefined {
  switch (tool) {
    case getProject.name: {
      const { project_id } = getProject.input.parse(input);
      const project = table.projects.find(({ id }) => id === project_id);
      return project ? { project } : gone('project');
    }
    case listAllProjects.name: {
      const by = listAllProjects.input.parse(input);
      const { total, rows: projects } = page(
        table.projects.filter(({ name }) => matches({ search: by.search, texts: [name] })),
        by.limit,
      );
      return { total, projects };
    }
    case updateProject.name: {
      const { project_id, ...fields } = updateProject.input.parse(input);
      const project = changed({ rows: table.projects, id: project_id, fields });
      return project ? { project } : gone('project');
    }
    case updateClient.name: {
      const { client_id, ...fields } = updateClient.input.parse(input);
      const client = changed({ rows: table.clients, id: client_id, fields });
      return client ? { client } : gone('client');
    }
    case deleteClient.name: {
      const { client_id } = deleteClient.input.parse(input);
      return remove({ rows: table.clients, id: client_id }) ? { deleted: true, client_id } : gone('client');
    }
    default:
      return undefined;
  }
}
