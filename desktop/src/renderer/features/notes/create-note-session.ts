import type { Note } from '@adiuva/shared-protocol';
import { createStore } from 'zustand/vanilla';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { createNoteChoices } from './note-choices.ts';
import { LONGEST, TOO_LONG } from './note-words.ts';
import { fingerprint, type NoteDrafts } from './note-drafts.ts';
import { type NoteSession, type NoteSessionState, type NoteText, unreadNote } from './note-session.ts';
import { createSaveTimer } from './save-timer.ts';

export function createNoteSession({
  id,
  powers: { core, clock, notices },
  drafts,
}: {
  id: string;
  powers: AppPowers;
  drafts: NoteDrafts;
}): NoteSession {
  const store = createStore<NoteSessionState>(() => unreadNote);
  const get = store.getState;
  const set = (state: Partial<NoteSessionState>) => store.setState(state);
  /** How to read what the editor holds; undefined while it holds what the core has. */
  let reader: (() => string) | undefined;
  /** The save that is under way; the next one waits for it. */
  const saving: { now?: Promise<boolean> | undefined } = {};
  const listeners = new Set<() => void>();
  const tellText = () => {
    for (const listener of listeners) listener();
  };
  /** Sent, and not answered: nobody knows whether it arrived. */
  let sent: string | undefined;

  const timer = createSaveTimer({ clock, save: () => void flush(), keep: () => keepDraft() });

  function written(): NoteText {
    const { note, title } = get();
    return { title: title.trim() === '' ? (note?.title ?? title) : title.trim(), content: reader?.() ?? note?.content ?? '' };
  }

  function isDirty(): boolean {
    const { note } = get();
    if (!note) return false;
    const now = written();
    return now.title !== note.title || (reader !== undefined && now.content !== note.content);
  }

  function keepDraft(): void {
    const { note } = get();
    const now = written();
    if (!note || (now.title === note.title && now.content === note.content)) return;
    const kept = drafts.keep(id, { revision: note.revision, ...now, sent });
    if (kept !== get().kept) set({ kept });
  }

  /** The core has this text under this revision. */
  function took(note: Note): void {
    if (reader?.() === note.content) reader = undefined;
    set({ note, sentence: undefined });
    if (isDirty()) return changed();
    drafts.drop(id);
    set({ save: 'saved', kept: true });
  }

  function changed(length = 0): void {
    const { save } = get();
    if (save !== 'waiting' && save !== 'conflict' && save !== 'gone') set({ save: 'waiting' });
    timer.changed(length);
  }

  /** Puts a text into the editor from outside. */
  function show(content: string): void {
    reader = content === get().note?.content ? undefined : () => content;
    set({ shown: { content } });
    tellText();
  }

  async function metAnother(): Promise<boolean> {
    const theirs = await core.rpc.notes.get({ id });
    const before = get().note;
    const isAttempt = sent !== undefined && fingerprint(theirs) === sent;
    const isElsewhere = before && theirs.content === before.content && theirs.title === before.title;
    // What was sent arrived though its answer did not; or something else of the note was changed, not its words.
    if (isAttempt || isElsewhere) {
      sent = undefined;
      took(theirs);
      return !isDirty();
    }
    if (!isDirty()) {
      set({ note: theirs, title: theirs.title, save: 'saved', sentence: undefined });
      show(theirs.content);
      return true;
    }
    set({ save: 'conflict', conflict: { base: before, mine: written(), theirs } });
    keepDraft();
    return false;
  }

  async function saveOnce(): Promise<boolean> {
    const { note, save } = get();
    if (!note || save === 'conflict' || save === 'gone') return false;
    const attempt = written();
    const updates = {
      ...(attempt.title === note.title ? {} : { title: attempt.title }),
      ...(attempt.content === note.content ? {} : { content: attempt.content }),
    };
    if (Object.keys(updates).length === 0) {
      took(note);
      return true;
    }
    if (attempt.content.length > LONGEST) {
      set({ save: 'failed', sentence: TOO_LONG });
      return false;
    }
    set({ save: 'saving' });
    sent = fingerprint(attempt);
    try {
      const relink = updates.title !== undefined;
      const {
        revision,
        relinked,
        change_ids: _ids,
        ...head
      } = await core.rpc.notes.update({
        id,
        revision: note.revision,
        updates,
        relink,
      });
      sent = undefined;
      took({ ...note, ...head, revision, content: attempt.content });
      if (relinked > 0)
        notices.show({ text: `The new title stands in ${relinked === 1 ? '1 note' : `${relinked} notes`} that link here` });
      return !isDirty();
    } catch (error) {
      return refused(error);
    }
  }

  async function refused(error: unknown): Promise<boolean> {
    const failure = failureOf(error);
    keepDraft();
    switch (failure.kind) {
      case 'core_away':
        set({ save: 'away' });
        return false;
      case 'not_found':
        set({ save: 'gone' });
        return false;
      case 'conflict':
        return metAnother().catch(refused);
      case 'invalid':
      case 'unavailable':
      case 'unexpected':
        set({ save: 'failed', sentence: failure.sentence });
        timer.again();
        return false;
      default:
        return failure.kind satisfies never;
    }
  }

  async function flush(): Promise<boolean> {
    timer.stop();
    // One save at a time: what was written meanwhile goes after it.
    while (saving.now) await saving.now;
    const { note, save } = get();
    if (!isDirty()) {
      // What was written was taken out again: nothing of it is to come back.
      if (note && save !== 'conflict' && save !== 'gone') took(note);
      return true;
    }
    saving.now = saveOnce();
    try {
      return await saving.now;
    } finally {
      saving.now = undefined;
    }
  }

  async function restoreDraft(note: Note): Promise<void> {
    for (const { draft, take } of await drafts.left(id)) {
      if (draft.content === note.content && draft.title === note.title) {
        take();
        continue;
      }
      show(draft.content);
      set({ title: draft.title });
      // The last text that was sent may have arrived, and the window ended before it heard so.
      if (draft.revision === note.revision || draft.sent === fingerprint(note)) {
        set({ restored: note });
        changed(draft.content.length);
      } else set({ save: 'conflict', conflict: { base: undefined, mine: draft, theirs: note } });
      // Under this window's name first: at no moment is it nowhere.
      if (drafts.keep(id, draft)) take();
      return;
    }
  }

  /** One reading at a time: a second one would put the text as it was read over what was typed since the first. */
  const reading: { isUnderWay: boolean; isStale: boolean } = { isUnderWay: false, isStale: false };

  async function read(): Promise<void> {
    if (reading.isUnderWay) {
      reading.isStale = true;
      return undefined;
    }
    Object.assign(reading, { isUnderWay: true, isStale: false });
    await readOnce();
    reading.isUnderWay = false;
    // The note was written while it was read: its revision tells whether that was read too.
    return reading.isStale ? look() : undefined;
  }

  async function readOnce(): Promise<void> {
    try {
      const note = await core.rpc.notes.get({ id });
      set({ phase: 'open', note, title: note.title, shown: { content: note.content }, sentence: undefined });
      await restoreDraft(note);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'core_away') return;
      set({ phase: failure.kind === 'not_found' ? 'missing' : 'failed', sentence: failure.sentence });
    }
  }

  /** Somebody wrote a note: was it this one? */
  async function look(): Promise<void> {
    if (get().phase !== 'open') return read();
    if (get().save === 'away') return void (await flush());
    while (saving.now) await saving.now;
    const { note, save } = get();
    if (!note || save === 'conflict') return undefined;
    try {
      const head = await core.rpc.notes.head({ id });
      if (saving.now || get().note !== note) return undefined;
      if (head.revision === note.revision) return save === 'gone' ? set({ save: 'waiting' }) : undefined;
      await metAnother();
    } catch (error) {
      if (failureOf(error).kind !== 'not_found') return undefined;
      keepDraft();
      set({ save: 'gone' });
    }
    return undefined;
  }

  const choices = createNoteChoices({
    id,
    powers: { core, notices },
    store,
    written,
    took,
    show,
    changed,
    keepDraft,
    flush,
    forget: () => {
      drafts.drop(id);
      reader = undefined;
    },
  });
  const stop = core.onInvalidation((invalidation) => {
    if (concerns(invalidation, { topic: 'notes' })) void look();
  });
  void read();

  return {
    store,
    flush,
    keepDraft,
    readAgain: () => void read(),
    edited: ({ read: next, length }) => {
      reader = next;
      changed(length);
      tellText();
    },
    onText: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    text: () => written().content,
    settleText: () => {
      if (!reader) return;
      const content = reader();
      reader = () => content;
    },
    retitle: (title) => {
      set({ title });
      changed();
    },
    ...choices,
    isSaved: () => !isDirty(),
    dispose: () => {
      timer.stop();
      stop();
    },
  };
}
