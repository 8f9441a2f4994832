import { SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { FoundNote } from '#rpc/search.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { agoInWords } from '#renderer/days/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { failureOf } from '#renderer/rpc-client.ts';
import { EmptyState, Problem } from '#renderer/ui/index.ts';
import { NoteRow } from './note-row.tsx';

const FOUND = 30;
const whys: Readonly<Record<FoundNote['why'], string>> = { words: 'by its words', meaning: 'by meaning' };

/** Notes that fit a question best, whatever their words. */
export function FoundNotes({
  text,
  projectId,
  noteId,
  projects,
  now,
  zone,
}: {
  text: string;
  projectId: string | undefined;
  noteId: string | undefined;
  projects: ProjectsStore;
  now: number;
  zone: string;
}) {
  const { core } = useAppPowers();
  const names = useStore(projects.store, (state) => state.byId);
  const [found, setFound] = useState<{ items: readonly FoundNote[]; by_meaning: boolean }>();
  const [failure, setFailure] = useState<{ tries: number; sentence: string }>();
  /** How often it was asked for anew by hand. */
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const inProject = projectId === undefined || projectId === 'none' ? {} : { project_id: projectId };
        const answer = await core.rpc.search.notes({ text, limit: FOUND, ...inProject });
        if (!current) return;
        const items = projectId === 'none' ? answer.items.filter(({ project_id }) => project_id === null) : answer.items;
        setFound({ ...answer, items });
        setFailure(undefined);
      } catch (error) {
        const failed = failureOf(error);
        if (current && failed.kind !== 'core_away') setFailure({ tries, sentence: failed.sentence });
      }
    };
    void read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: 'notes' })) void read();
    });
    return () => {
      current = false;
      stop();
    };
  }, [core, text, projectId, tries]);
  if (failure?.tries === tries)
    return (
      <div className="px-4">
        <Problem onRetry={() => setTries(tries + 1)}>{failure.sentence}</Problem>
      </div>
    );
  if (!found)
    return (
      <div className="px-4 py-4">
        <Reading label="Searching…" />
      </div>
    );
  return (
    <>
      <p role="status" className="px-4 pb-2 text-12 text-ink-3">
        {found.by_meaning ? 'Best first, by meaning and words' : 'By words alone: nothing here can compare meanings now'}
      </p>
      {found.items.length === 0 ? (
        <EmptyState icon={<SearchX />} title="Nothing fits">
          <p>Say it in other words, or look for one word of it.</p>
        </EmptyState>
      ) : (
        <ol aria-label="Found notes">
          {found.items.map((note) => (
            <li key={note.id}>
              <NoteRow
                id={note.id}
                title={note.title}
                excerpt={note.excerpt}
                project={note.project_id === null ? undefined : names.get(note.project_id)?.name}
                when={agoInWords({ instant: note.updated_at, now, zone })}
                why={whys[note.why]}
                isOpen={note.id === noteId}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
