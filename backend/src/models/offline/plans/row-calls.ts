import {
  type CheckpointLine,
  type NoteLine,
  addTaskComment,
  createCheckpoint,
  createNote,
  deleteCheckpoint,
  deleteNote,
  deleteTaskComment,
  getNote,
  listCheckpoints,
  listNotes,
  listTaskComments,
  searchNotes,
  updateCheckpoint,
  updateNote,
} from '@adiuva/shared-protocol';
import type { z } from 'zod';
import { type Given, made } from './calls.ts';
import type { TypedCall } from './plan.ts';

/** A list of rows of one kind, whatever its tool calls them. */
export interface RowList<Row> {
  total: number;
  rows: Row[];
}

const checkpointRows = listCheckpoints.output.transform(({ total, checkpoints }) => ({ total, rows: checkpoints }));
const noteRows = listNotes.output.transform(({ total, notes }) => ({ total, rows: notes }));
const commentRows = listTaskComments.output.transform(({ total, comments }) => ({ total, rows: comments }));

export function listCheckpointsCall(input: Given<z.input<typeof listCheckpoints.input>>): TypedCall<RowList<CheckpointLine>> {
  return made({ name: listCheckpoints.name, output: checkpointRows }, input);
}

export function createCheckpointCall(
  input: z.input<typeof createCheckpoint.input>,
): TypedCall<z.infer<typeof createCheckpoint.output>> {
  return made(createCheckpoint, input);
}

export function updateCheckpointCall(
  input: z.input<typeof updateCheckpoint.input>,
): TypedCall<z.infer<typeof updateCheckpoint.output>> {
  return made(updateCheckpoint, input);
}

export function deleteCheckpointCall(
  input: z.input<typeof deleteCheckpoint.input>,
): TypedCall<z.infer<typeof deleteCheckpoint.output>> {
  return made(deleteCheckpoint, input);
}

export function listNotesCall(input: Given<z.input<typeof listNotes.input>>): TypedCall<RowList<NoteLine>> {
  return made({ name: listNotes.name, output: noteRows }, input);
}

export function getNoteCall(input: z.input<typeof getNote.input>): TypedCall<z.infer<typeof getNote.output>> {
  return made(getNote, input);
}

export function createNoteCall(input: Given<z.input<typeof createNote.input>>): TypedCall<z.infer<typeof createNote.output>> {
  return made(createNote, input);
}

export function updateNoteCall(input: Given<z.input<typeof updateNote.input>>): TypedCall<z.infer<typeof updateNote.output>> {
  return made(updateNote, input);
}

export function deleteNoteCall(input: z.input<typeof deleteNote.input>): TypedCall<z.infer<typeof deleteNote.output>> {
  return made(deleteNote, input);
}

export function searchNotesCall(input: Given<z.input<typeof searchNotes.input>>): TypedCall<z.infer<typeof searchNotes.output>> {
  return made(searchNotes, input);
}

export function listCommentsCall(
  input: Given<z.input<typeof listTaskComments.input>>,
): TypedCall<RowList<z.infer<typeof listTaskComments.output>['comments'][number]>> {
  return made({ name: listTaskComments.name, output: commentRows }, input);
}

export function addCommentCall(input: z.input<typeof addTaskComment.input>): TypedCall<z.infer<typeof addTaskComment.output>> {
  return made(addTaskComment, input);
}

export function deleteCommentCall(
  input: z.input<typeof deleteTaskComment.input>,
): TypedCall<z.infer<typeof deleteTaskComment.output>> {
  return made(deleteTaskComment, input);
}
