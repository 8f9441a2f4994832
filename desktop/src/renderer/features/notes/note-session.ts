import type { Note } from '@adiuva/shared-protocol';
import type { StoreApi } from 'zustand/vanilla';

/** A note's own words. */
export interface NoteText {
  title: string;
  content: string;
}

/**
 * How what is written stands. `waiting`: it is saved in a moment. `away`: the core does not answer; it is saved when it
 * does. `failed`: it was refused. `conflict`: somebody else wrote meanwhile. `gone`: the note was deleted meanwhile.
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'away' | 'failed' | 'conflict' | 'gone';

export interface NoteConflict {
  /** The text that both came from, where it is known. */
  base: NoteText | undefined;
  mine: NoteText;
  theirs: Note;
}

export interface NoteSessionState {
  phase: 'reading' | 'open' | 'missing' | 'failed';
  /** Why it cannot be read, or was not saved. */
  sentence: string | undefined;
  /** The note as the core has it. */
  note: Note | undefined;
  title: string;
  /** What the editor is to show from outside: another object each time. */
  shown: { content: string } | undefined;
  save: SaveState;
  conflict: NoteConflict | undefined;
  /** Text that a killed window had left is in the editor again: what stood there without it. */
  restored: NoteText | undefined;
  /** Whether this browser has room to keep what is not saved. */
  kept: boolean;
}

/** One note while it is written: every word is on its way to the core, and until it is there, in this browser. */
export interface NoteSession {
  store: StoreApi<NoteSessionState>;
  /** The editor's text changed. `read` tells it whenever it is needed. */
  edited: (text: { read: () => string; length: number }) => void;
  retitle: (title: string) => void;
  /** What is written now. */
  text: () => string;
  /** Hears of every change of the text until the answer is called. */
  onText: (listener: () => void) => () => void;
  /** The editor goes away: what it holds is held here. */
  settleText: () => void;
  /** Saves now what is not saved. Answers whether all is saved. */
  flush: () => Promise<boolean>;
  /** Keeps what is not saved in this browser, at once: the page may be gone in a moment. */
  keepDraft: () => void;
  settle: (choice: 'mine' | 'theirs' | 'both') => Promise<void>;
  /** Writes what is not saved into a new note, because this one is gone. Answers its id. */
  saveAsNew: () => Promise<string | undefined>;
  /** Takes the restored text out of the note again, or leaves it there and speaks of it no more. */
  settleRestored: (keep: boolean) => void;
  move: (projectId: string | null) => Promise<string[] | undefined>;
  readAgain: () => void;
  isSaved: () => boolean;
  dispose: () => void;
}

/** Before it was read. */
export const unreadNote: NoteSessionState = {
  phase: 'reading',
  sentence: undefined,
  note: undefined,
  title: '',
  shown: undefined,
  save: 'saved',
  conflict: undefined,
  restored: undefined,
  kept: true,
};
