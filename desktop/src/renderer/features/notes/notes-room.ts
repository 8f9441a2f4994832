import type { NoteOrder, NoteSummary } from '#rpc/notes.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { browserLocks, createNoteDrafts } from './note-drafts.ts';
import { createNoteSession } from './create-note-session.ts';
import type { NoteSession } from './note-session.ts';

export interface NotesQuery {
  search: string;
  /** An id, `none`, or all. */
  projectId: string | undefined;
  order: NoteOrder;
}

/** All that is open of the notes, for as long as the window lives: a note that is not saved yet outlives its view. */
export interface NotesRoom {
  list: PagedStore<NoteSummary, NotesQuery>;
  open: (noteId: string) => NoteSession;
  /** A view shows the note until the answer is called. */
  enter: (noteId: string) => () => void;
  /** Answers the new note's id. */
  create: (note: { title?: string; content?: string; projectId: string | null }) => Promise<string | undefined>;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
  dispose: () => void;
}

const PAGE = 60;
const ORDER_KEY = 'adiuva.notes.order';
const orders: readonly NoteOrder[] = ['updated', 'created', 'title'];

/** What a note is called until it has a name. */
export const UNTITLED = 'Untitled note';

export function createNotesRoom({ powers, memory }: { powers: AppPowers; memory: Storage }): NotesRoom {
  const { core, notices } = powers;
  const drafts = createNoteDrafts({
    memory,
    locks: browserLocks(window.navigator.locks),
    windowId: window.crypto.randomUUID(),
  });
  const remembered = memory.getItem(ORDER_KEY);
  const list = createPagedStore<NoteSummary, NotesQuery>({
    query: { search: '', projectId: undefined, order: orders.find((one) => one === remembered) ?? 'updated' },
    pageSize: PAGE,
    fetchPage: ({ query: { search, projectId, order }, offset, limit }) =>
      core.rpc.notes.list({
        filter: { ...(search === '' ? {} : { search }), ...(projectId === undefined ? {} : { project_id: projectId }) },
        order,
        offset,
        limit,
      }),
  });
  const stopRemembering = list.store.subscribe(({ query }, before) => {
    if (query.order !== before.query.order) memory.setItem(ORDER_KEY, query.order);
  });
  const sessions = new Map<string, { session: NoteSession; views: number }>();
  const all = (act: (session: NoteSession) => void) => {
    for (const { session } of sessions.values()) act(session);
  };
  /** A session that nobody sees ends once all of it is saved; until then it goes on trying. */
  async function leave(noteId: string, known: { session: NoteSession; views: number }): Promise<void> {
    known.session.keepDraft();
    await known.session.flush();
    if (known.views > 0 || !known.session.isSaved() || sessions.get(noteId) !== known) return;
    sessions.delete(noteId);
    known.session.dispose();
  }
  const onHide = () => {
    if (document.visibilityState !== 'hidden') return;
    all((session) => session.keepDraft());
    all((session) => void session.flush());
  };
  const onPageHide = () => all((session) => session.keepDraft());
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('pagehide', onPageHide);

  return {
    list,
    open: (noteId) => {
      const known = sessions.get(noteId) ?? { session: createNoteSession({ id: noteId, powers, drafts }), views: 0 };
      sessions.set(noteId, known);
      return known.session;
    },
    enter: (noteId) => {
      const known = sessions.get(noteId);
      if (!known) return () => {};
      known.views += 1;
      return () => {
        known.views -= 1;
        void leave(noteId, known);
      };
    },
    create: async ({ title = UNTITLED, content = '', projectId }) => {
      try {
        return (await core.rpc.notes.create({ title, content, projectId })).id;
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
        return undefined;
      }
    },
    follow: () => {
      list.refresh();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'notes' })) list.refresh();
      });
    },
    dispose: () => {
      stopRemembering();
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', onPageHide);
    },
  };
}

const rooms = new WeakMap<AppPowers, NotesRoom>();

/** The one room of a window. */
export function notesRoomOf(powers: AppPowers): NotesRoom {
  const room = rooms.get(powers) ?? createNotesRoom({ powers, memory: window.localStorage });
  rooms.set(powers, room);
  return room;
}
