import { ArrowLeft, Columns2, Ellipsis, Eye, Folder, History, PenLine, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { type ActivityStore, RowHistory } from '#renderer/features/activity/index.ts';
import { Backlinks } from '#renderer/features/backlinks/index.ts';
import { ProjectPicker, type ProjectsStore } from '#renderer/features/projects/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { failureOf } from '#renderer/rpc-client.ts';
import {
  ActionMenu,
  Button,
  Dialog,
  EmptyState,
  Floating,
  IconButton,
  NARROW,
  Problem,
  Segments,
  useMedia,
} from '#renderer/ui/index.ts';
import type { Editor } from './create-editor.ts';
import { NoteBanners } from './note-banners.tsx';
import { NoteEditor } from './note-editor.tsx';
import { NotePreview } from './note-preview.tsx';
import { NoteStatus } from './note-status.tsx';
import { NoteTitle } from './note-title.tsx';
import type { NotesRoom } from './notes-room.ts';
import type { NoteLink } from './text-links.ts';
import { useNoteMode } from './use-note-mode.ts';

/** One note: written on the left, read on the right, or one of the two. */
export function NotePage({
  room,
  noteId,
  isFresh,
  projects,
  activity,
  zone,
  onOpenRow,
  onShow,
}: {
  room: NotesRoom;
  noteId: string;
  isFresh: boolean;
  projects: ProjectsStore;
  activity: ActivityStore;
  zone: string;
  onOpenRow: (row: { table: string; id: string }) => void;
  onShow: (id: string | undefined) => void;
}) {
  const { core, notices, undo } = useAppPowers();
  const session = room.open(noteId);
  useEffect(() => room.enter(noteId), [room, noteId]);
  const phase = useStore(session.store, (state) => state.phase);
  const note = useStore(session.store, (state) => state.note);
  const sentence = useStore(session.store, (state) => state.sentence);
  const names = useStore(projects.store, (state) => state.byId);
  const narrow = useMedia(NARROW);
  const [mode, setMode] = useNoteMode();
  const shownMode = narrow && mode === 'both' ? 'write' : mode;
  const [history, setHistory] = useState(false);
  const [moves, setMoves] = useState(false);
  const editor = useRef<Editor>(undefined);

  const write = useCallback(
    async (title: string) => {
      const id = await room.create({ title, projectId: null });
      if (id !== undefined) onShow(id);
    },
    [onShow, room],
  );
  const follow = useCallback(
    async (link: NoteLink) => {
      if (link.to === 'row') return onOpenRow(link);
      try {
        const { items } = await core.rpc.notes.byTitle({ title: link.title });
        const found = items.find(({ id }) => id !== noteId) ?? items[0];
        if (found) return onShow(found.id);
        notices.show({
          text: `There is no note called “${link.title}”.`,
          action: {
            label: 'Write it',
            run: () => void write(link.title),
          },
        });
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      }
      return undefined;
    },
    [core, notices, noteId, onOpenRow, onShow, write],
  );

  async function remove() {
    if (!note) return;
    await session.flush();
    try {
      await undo.act({
        write: () => core.rpc.notes.remove({ id: noteId }),
        tell: () => ({ text: `Deleted the note “${note.title}”` }),
      });
      onShow(undefined);
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }

  async function move(projectId: string | null) {
    setMoves(false);
    const name = projectId === null ? undefined : projects.store.getState().byId.get(projectId)?.name;
    const text = name === undefined ? 'The note has no project now' : `Moved the note to “${name}”`;
    await undo.act({
      write: async () => ({ change_ids: (await session.move(projectId)) ?? [] }),
      tell: ({ change_ids: changeIds }) => (changeIds.length === 0 ? undefined : { text }),
    });
  }

  if (phase === 'missing')
    return (
      <EmptyState icon={<Trash2 />} title="This note is no longer there">
        <p>It was deleted, or its making was undone. The activity of the day it went can bring it back.</p>
        <Button className="mt-4" onClick={() => onShow(undefined)}>
          Show all notes
        </Button>
      </EmptyState>
    );
  if (!note)
    return (
      <div className="px-6 py-6">
        {phase === 'failed' ? <Problem onRetry={session.readAgain}>{sentence}</Problem> : <Reading label="Reading the note…" />}
      </div>
    );
  const projectName = note.projectId === null ? 'No project' : (names.get(note.projectId)?.name ?? 'A project');
  return (
    // Saving is no button here: the key alone says “now”.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      aria-label={`Note: ${note.title}`}
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
        event.preventDefault();
        void session.flush();
      }}
    >
      <h2 className="sr-only">{note.title}</h2>
      <header className="flex shrink-0 items-start gap-1.5 border-b border-line py-2 pr-3 pl-4 max-wide:pl-2">
        <IconButton label="All notes" className="wide:hidden" onClick={() => onShow(undefined)}>
          <ArrowLeft />
        </IconButton>
        <NoteTitle session={session} isFresh={isFresh} onDone={() => editor.current?.view.focus()} />
        <div className="flex shrink-0 items-center gap-1">
          <Floating
            label="Project of the note"
            align="end"
            open={moves}
            onOpenChange={setMoves}
            trigger={
              <Button
                look="quiet"
                aria-label={`Project: ${projectName}`}
                className="max-w-40 min-w-0 text-12 max-broad:w-control max-broad:px-0"
              >
                <Folder aria-hidden />
                <span className="truncate max-broad:sr-only">{projectName}</span>
              </Button>
            }
          >
            <ProjectPicker
              projects={projects}
              value={note.projectId ?? 'none'}
              fixed={[{ value: 'none', label: 'No project' }]}
              creates
              onPick={(value) => void move(value === 'none' ? null : value)}
            />
          </Floating>
          <Segments
            label="Show"
            value={shownMode}
            segments={[
              { value: 'write', label: 'Write', icon: <PenLine /> },
              ...(narrow ? [] : [{ value: 'both' as const, label: 'Write and read', icon: <Columns2 /> }]),
              { value: 'read', label: 'Read', icon: <Eye /> },
            ]}
            onChoose={setMode}
          />
          <ActionMenu
            label="The note"
            actions={[
              { label: 'History', icon: <History />, onSelect: () => setHistory(true) },
              { label: 'Delete', icon: <Trash2 />, onSelect: () => void remove() },
            ]}
          >
            <IconButton label="More">
              <Ellipsis />
            </IconButton>
          </ActionMenu>
        </div>
      </header>
      <NoteBanners session={session} onShow={onShow} />
      <div className="flex min-h-0 flex-1">
        {shownMode !== 'read' && (
          <NoteEditor
            session={session}
            onEditor={(next) => {
              editor.current = next;
            }}
            onLink={(link) => void follow(link)}
          />
        )}
        {shownMode !== 'write' && (
          <div className={shownMode === 'both' ? 'flex min-w-0 flex-1 border-l border-line' : 'flex min-w-0 flex-1'}>
            <NotePreview session={session} onLink={(link) => void follow(link)} />
          </div>
        )}
      </div>
      <Backlinks table="notes" id={noteId} className="border-t border-line px-4 py-2" />
      <NoteStatus session={session} />
      <Dialog
        wide
        title="History of this note"
        description="Each change can be undone by itself. Words written within two minutes of each other are one change."
        open={history}
        onClose={() => setHistory(false)}
      >
        {history && <RowHistory row={{ table: 'notes', id: noteId }} zone={zone} activity={activity} />}
      </Dialog>
    </article>
  );
}
