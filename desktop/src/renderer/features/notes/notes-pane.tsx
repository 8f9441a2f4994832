import { ArrowDownUp, FilePlus2, Folder, NotebookPen, SearchX } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { NoteOrder } from '#rpc/notes.ts';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { agoInWords } from '#renderer/days/index.ts';
import { ProjectPicker, type ProjectsStore } from '#renderer/features/projects/index.ts';
import { PagedList } from '#renderer/paging/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, ChoiceMenu, EmptyState, Floating, IconButton, Problem, SearchField, Segments } from '#renderer/ui/index.ts';
import { FoundNotes } from './found-notes.tsx';
import { NoteRow } from './note-row.tsx';
import type { NotesRoom } from './notes-room.ts';

const orderWords: Readonly<Record<NoteOrder, string>> = { updated: 'Last changed', created: 'Newest', title: 'Title' };
const orderChoices = (['updated', 'created', 'title'] as const).map((value) => ({ value, label: orderWords[value] }));
const ROW = 76;

type Mode = 'words' | 'meaning';
const modes = [
  { value: 'words', label: 'Words' },
  { value: 'meaning', label: 'Meaning' },
] as const;

/** Arrows move between the rows that are in the page, and so do j and k. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-note]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + by];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

export function NotesPane({
  room,
  projects,
  zone,
  noteId,
  onMake,
}: {
  room: NotesRoom;
  projects: ProjectsStore;
  zone: string;
  noteId: string | undefined;
  onMake: () => void;
}) {
  const { clock } = useAppPowers();
  const now = useNow(60_000);
  const scroller = useRef<HTMLDivElement>(null);
  const { total, query, phase, failure } = useStore(room.list.store);
  const names = useStore(projects.store, (state) => state.byId);
  const [mode, setMode] = useState<Mode>('words');
  const [text, setText] = useState(query.search);
  const [picks, setPicks] = useState(false);
  const byMeaning = mode === 'meaning' && text.trim() !== '';
  const search = useCallback((next: string) => setText(next), []);
  // What is searched for by meaning narrows no list of words.
  const words = mode === 'words' ? text.trim() : '';
  useEffect(() => {
    const { query: current } = room.list.store.getState();
    if (current.search !== words) room.list.setQuery({ ...current, search: words });
  }, [room, words]);

  const { projectId, order } = query;
  const projectName =
    projectId === undefined
      ? 'All notes'
      : projectId === 'none'
        ? 'Without a project'
        : (names.get(projectId)?.name ?? 'A project');
  const isNarrowed = words !== '' || projectId !== undefined;

  return (
    <>
      <header className="flex h-bar shrink-0 items-center gap-2 px-4">
        <h1 className="text-14 font-semibold">Notes</h1>
        <p role="status" className="text-13 text-ink-3">
          {!byMeaning && total !== undefined && total > 0 && total.toLocaleString('en')}
          <span className="sr-only"> {total === 1 ? 'note' : 'notes'}</span>
        </p>
        <span className="flex-1" />
        <IconButton label="New note" onClick={onMake}>
          <FilePlus2 />
        </IconButton>
      </header>
      <div className="flex shrink-0 flex-col gap-2 px-3 pb-2">
        <SearchField label="Search notes" value={text} onSearch={search} after={clock.after} />
        <div className="flex flex-wrap items-center gap-1">
          <Segments label="Search by" value={mode} segments={modes} onChoose={setMode} />
          <span className="flex-1" />
          <Floating
            label="Project of the notes"
            open={picks}
            onOpenChange={setPicks}
            trigger={
              <IconButton label={`Project: ${projectName}`} className={projectId === undefined ? '' : 'text-accent'}>
                <Folder />
              </IconButton>
            }
          >
            <ProjectPicker
              projects={projects}
              value={projectId ?? 'all'}
              fixed={[
                { value: 'all', label: 'All notes' },
                { value: 'none', label: 'Without a project' },
              ]}
              onPick={(value) => {
                setPicks(false);
                room.list.setQuery({ ...query, projectId: value === 'all' ? undefined : value });
              }}
            />
          </Floating>
          <ChoiceMenu<NoteOrder>
            label="Order"
            align="end"
            value={order}
            choices={orderChoices}
            onChoose={(next) => room.list.setQuery({ ...query, order: next })}
          >
            <IconButton label={`Order: ${orderWords[order]}`}>
              <ArrowDownUp />
            </IconButton>
          </ChoiceMenu>
        </div>
        {projectId !== undefined && (
          <p className="flex items-center gap-1 text-12 text-ink-2">
            <span className="min-w-0 flex-1 truncate">In: {projectName}</span>
            <Button look="quiet" className="h-6 text-12" onClick={() => room.list.setQuery({ ...query, projectId: undefined })}>
              Show all
            </Button>
          </p>
        )}
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto pb-4">
        {/* Its rows are links: the keys only move between them. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div onKeyDown={moveBetweenRows}>
          {byMeaning ? (
            <FoundNotes text={text.trim()} projectId={projectId} noteId={noteId} projects={projects} now={now} zone={zone} />
          ) : (
            <>
              {failure && failure.kind !== 'core_away' && (
                <div className="px-4">
                  <Problem onRetry={room.list.refresh}>{failure.sentence}</Problem>
                </div>
              )}
              {total === undefined ? (
                <div className="px-4 py-4">{!failure && <Reading label="Reading your notes…" />}</div>
              ) : total === 0 && phase === 'ready' ? (
                <NoNotes
                  narrowed={isNarrowed}
                  onClear={() => {
                    setText('');
                    room.list.setQuery({ ...query, search: '', projectId: undefined });
                  }}
                  onMeaning={words === '' ? undefined : () => setMode('meaning')}
                />
              ) : (
                <PagedList label="Notes" rows={room.list} scroller={scroller} estimate={ROW} keyOf={({ id }) => id}>
                  {(note) => (
                    <NoteRow
                      id={note.id}
                      title={note.title}
                      excerpt={note.excerpt}
                      project={note.projectId === null ? undefined : names.get(note.projectId)?.name}
                      when={agoInWords({ instant: note.updatedAt, now, zone })}
                      isOpen={note.id === noteId}
                    />
                  )}
                </PagedList>
              )}
            </>
          )}
        </div>
      </div>
    </>
  );
}

function NoNotes({
  narrowed,
  onClear,
  onMeaning,
}: {
  narrowed: boolean;
  onClear: () => void;
  onMeaning: (() => void) | undefined;
}) {
  if (narrowed)
    return (
      <EmptyState icon={<SearchX />} title="No note matches">
        <p>No note has these words. Notes that say the same in other words are found by meaning.</p>
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          {onMeaning && <Button onClick={onMeaning}>Search by meaning</Button>}
          <Button onClick={onClear}>Show all notes</Button>
        </div>
      </EmptyState>
    );
  return (
    <EmptyState icon={<NotebookPen />} title="No notes yet">
      <p>Write what a client said, how something works, what you decided. Assistants find it again by what it means.</p>
    </EmptyState>
  );
}
