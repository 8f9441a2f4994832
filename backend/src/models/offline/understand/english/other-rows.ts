import type { Intent } from '../intent.ts';
import type { Phrase } from '../tokens.ts';
import { readPlaceChange } from './change-places.ts';
import { readCheckpoint } from './checkpoints.ts';
import { readComment } from './comments.ts';
import { readAppend, readNewComment } from './new-comment.ts';
import { readNewFollowup } from './new-followup.ts';
import { readNewNote } from './new-note.ts';
import { readNote } from './notes.ts';
import type { TextCommand } from './text-command.ts';

/** A command that carries a text: a note, a comment, something behind a note. */
export function readTextCommand(phrase: Phrase): TextCommand | undefined {
  return readNewComment(phrase) ?? readAppend(phrase) ?? readNewNote(phrase);
}

/** What is said about rows other than tasks, and about projects and clients beyond listing and creating them. */
export function readOtherRows({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  return (
    readComment(phrase) ??
    readCheckpoint({ phrase, question }) ??
    readNote(phrase) ??
    readNewFollowup(phrase) ??
    readPlaceChange({ phrase, question })
  );
}
