import type { Note, noteInsertSchema, noteUpdateSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { OwnChanges } from '#core/journal/index.ts';
import type { AllWorkRows, DeviceDatabase } from '#core/storage/index.ts';
import { createOwnWrites, missingRow, type WorkWriter, type Written } from '#core/work/index.ts';
import { relinked } from '#rpc/note-links.ts';
import type { LinkTarget, NamedTarget, NoteFilter, NoteHead, NoteOrder, NoteSummary } from '#rpc/notes.ts';
import { createNoteLinks } from './note-links.ts';
import { createNoteList } from './note-list.ts';

/** Notes as the user handles them. Their texts are kept as they were written, byte for byte. */
export interface Notes {
  list(page: { filter: NoteFilter; order: NoteOrder; offset: number; limit: number }): { items: NoteSummary[]; total: number };
  /** @throws DeviceError `not_found` */
  get(id: string): Note;
  /** @throws DeviceError `not_found` */
  head(id: string): NoteHead;
  create(data: z.infer<typeof noteInsertSchema>): Written<Note>;
  /**
   * Saves of a text that follow each other shortly are one change. `relink`: what other notes call it follows the title.
   * @throws DeviceError `not_found`, `conflict`, `constraint`
   */
  update(change: {
    id: string;
    revision?: number | undefined;
    updates: z.infer<typeof noteUpdateSchema>;
    relink?: boolean | undefined;
  }): Written<NoteHead & { relinked: number }>;
  /** @throws DeviceError `not_found`, `conflict` */
  remove(note: { id: string; revision?: number | undefined }): Written<{ ok: true }>;
  backlinks(target: LinkTarget): { items: { id: string; title: string }[] };
  targets(asked: { search: string; limit: number }): { items: NamedTarget[] };
  byTitle(title: string): { items: { id: string; title: string }[] };
}

/** Saves of one text within this long of the first are one change of the journal. */
const SAVES_JOIN_MS = 120_000;

export function createNotes({
  database,
  rows,
  writer,
  own,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  writer: WorkWriter;
  own: OwnChanges;
}): Notes {
  const writes = createOwnWrites({ table: 'notes', writer, own });
  const list = createNoteList(database);
  const links = createNoteLinks({ database, rows });

  function headOf({ content: _text, ...head }: Note): NoteHead {
    return head;
  }

  function get(id: string): Note {
    const note = rows.notes.entity(id);
    if (!note) throw missingRow({ table: 'notes', id });
    return note as Note;
  }

  /** Turns `[[title]]` in every other note to what the note is called now. */
  function relink({ id, title, to }: { id: string; title: string; to: string }): number {
    let count = 0;
    for (const other of links.toTitle({ title, except: id })) {
      const content = relinked({ text: get(other.id).content, title, to });
      if (content === undefined) continue;
      writes.update({ id: other.id, updates: { content } });
      count += 1;
    }
    return count;
  }

  return {
    list: (page) => list.page(page),
    get,
    head: (id) => headOf(get(id)),
    create: writes.insert,
    update({ id, revision, updates, relink: follows = false }) {
      const joins = Object.keys(updates).join() === 'content' ? SAVES_JOIN_MS : undefined;
      const { result, changeIds } = own.during(() =>
        database.write(() => {
          const before = follows ? get(id).title : undefined;
          const { change_ids: _ids, ...note } = writes.update({ id, revision, updates, joins });
          const renamed = before !== undefined && before !== note.title;
          return { ...headOf(note), relinked: renamed ? relink({ id, title: before, to: note.title }) : 0 };
        }),
      );
      return { ...result, change_ids: changeIds };
    },
    remove: writes.remove,
    backlinks: (target) => ({ items: links.to(target) }),
    targets: (asked) => ({ items: links.targets(asked) }),
    byTitle: (title) => ({ items: links.byTitle(title) }),
  };
}
