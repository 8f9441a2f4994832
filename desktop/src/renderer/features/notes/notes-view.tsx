import { FilePlus2, NotebookPen } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AppViewProps } from '#renderer/app-view.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { type Command, useCommands } from '#renderer/commands/index.ts';
import { Button, classNames, EmptyState } from '#renderer/ui/index.ts';
import { goTo } from '#renderer/use-route.ts';
import { NotePage } from './note-page.tsx';
import { NotesPane } from './notes-pane.tsx';
import { notesRoomOf } from './notes-room.ts';

/** All notes beside the one that is open. */
export function NotesView({ route, zone, onOpenRow, projects, activity }: AppViewProps) {
  const powers = useAppPowers();
  const room = notesRoomOf(powers);
  const noteId = route.view === 'notes' ? route.noteId : undefined;
  /** The note that was just made: its name is to be written first. */
  const [fresh, setFresh] = useState<string>();
  useEffect(() => room.follow(), [room]);

  const show = useCallback(
    (id: string | undefined) => goTo(id === undefined ? { view: 'notes' } : { view: 'notes', noteId: id }),
    [],
  );
  const make = useCallback(async () => {
    const { projectId } = room.list.store.getState().query;
    const id = await room.create({ projectId: projectId === undefined || projectId === 'none' ? null : projectId });
    if (id === undefined) return;
    setFresh(id);
    show(id);
  }, [room, show]);
  const commands = useMemo<readonly Command[]>(
    () => [{ id: 'new note', title: 'New note', group: 'Make', icon: FilePlus2, run: () => void make() }],
    [make],
  );
  useCommands(commands);

  return (
    <div className="relative flex min-h-0 flex-1">
      <div
        className={classNames(
          'flex w-80 shrink-0 flex-col border-r border-line max-broad:w-64 max-wide:w-full max-wide:border-r-0',
          noteId !== undefined && 'max-wide:hidden',
        )}
      >
        <NotesPane room={room} projects={projects} zone={zone} noteId={noteId} onMake={() => void make()} />
      </div>
      <div className={classNames('flex min-w-0 flex-1 flex-col', noteId === undefined && 'max-wide:hidden')}>
        {/* On a narrow window the list with the other heading is not there. */}
        <h1 className="sr-only wide:hidden">Notes</h1>
        {noteId === undefined ? (
          <EmptyState icon={<NotebookPen />} title="Choose a note, or write one">
            <p>Notes are Markdown. Link them to each other, and to tasks and projects, by typing “[[”.</p>
            <Button className="mt-4" look="primary" onClick={() => void make()}>
              <FilePlus2 aria-hidden />
              New note
            </Button>
          </EmptyState>
        ) : (
          <NotePage
            key={noteId}
            room={room}
            noteId={noteId}
            isFresh={fresh === noteId}
            projects={projects}
            activity={activity}
            zone={zone}
            onOpenRow={onOpenRow}
            onShow={show}
          />
        )}
      </div>
    </div>
  );
}
