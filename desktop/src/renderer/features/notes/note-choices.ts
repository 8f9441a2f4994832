import type { Note } from '@adiuva/shared-protocol';
import type { StoreApi } from 'zustand/vanilla';
import type { AppPowers } from '#renderer/app-powers.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { mergeTexts } from './merge-texts.ts';
import type { NoteSession, NoteSessionState, NoteText } from './note-session.ts';

/** What the user decides of a note beside writing it: where it belongs, and what becomes of two texts. */
export type NoteChoices = Pick<NoteSession, 'move' | 'settle' | 'saveAsNew' | 'settleRestored'>;

export function createNoteChoices({
  id,
  powers: { core, notices },
  store,
  written,
  took,
  show,
  changed,
  keepDraft,
  flush,
  forget,
}: {
  id: string;
  powers: Pick<AppPowers, 'core' | 'notices'>;
  store: StoreApi<NoteSessionState>;
  /** What is written now. */
  written: () => NoteText;
  /** The core has this under this revision. */
  took: (note: Note) => void;
  /** Puts a text into the editor. */
  show: (content: string) => void;
  /** Something is to be saved. */
  changed: (length: number) => void;
  keepDraft: () => void;
  flush: () => Promise<boolean>;
  /** What is written here is safe elsewhere. */
  forget: () => void;
}): NoteChoices {
  const get = store.getState;
  const set = (state: Partial<NoteSessionState>) => store.setState(state);
  return {
    move: async (projectId) => {
      await flush();
      const { note } = get();
      if (!note) return undefined;
      try {
        const {
          relinked: _none,
          change_ids: changeIds,
          ...head
        } = await core.rpc.notes.update({
          id,
          revision: note.revision,
          updates: { projectId },
        });
        took({ ...note, ...head });
        return changeIds;
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
        return undefined;
      }
    },
    settle: async (choice) => {
      const { conflict } = get();
      if (!conflict) return;
      const mine = written();
      const { theirs, base } = conflict;
      if (choice === 'theirs') {
        try {
          const { title, content } = mine;
          await core.rpc.notes.create({ title: `${title.slice(0, 480)} (my version)`, content, projectId: theirs.projectId });
        } catch (error) {
          return notices.show({ text: failureOf(error).sentence, tone: 'problem' });
        }
        forget();
        set({ note: theirs, title: theirs.title, save: 'saved', conflict: undefined, restored: undefined });
        return show(theirs.content);
      }
      set({ note: theirs, save: 'waiting', conflict: undefined, restored: undefined });
      if (choice === 'both') {
        const title = base && mine.title === base.title ? theirs.title : mine.title;
        set({ title });
        show(mergeTexts({ base: base?.content, mine: mine.content, theirs: theirs.content }).text);
      }
      keepDraft();
      await flush();
    },
    saveAsNew: async () => {
      const { note } = get();
      try {
        const made = await core.rpc.notes.create({ ...written(), projectId: note?.projectId ?? null });
        forget();
        set({ title: note?.title ?? '', save: 'saved' });
        return made.id;
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
        return undefined;
      }
    },
    settleRestored: (keep) => {
      const { restored } = get();
      set({ restored: undefined });
      if (keep || !restored) return;
      set({ title: restored.title });
      show(restored.content);
      changed(restored.content.length);
    },
  };
}
