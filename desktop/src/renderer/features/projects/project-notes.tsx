import { FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { agoInWords } from '#renderer/days/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { hrefOf } from '#renderer/routes.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, Problem, Section } from '#renderer/ui/index.ts';
import { goTo } from '#renderer/use-route.ts';
import { useRead } from './use-read.ts';

const FIRST = 8;
const MORE = 50;

/** The notes of a project, the one changed last first. */
export function ProjectNotes({ projectId, zone, now }: { projectId: string; zone: string; now: number }) {
  const { core, notices } = useAppPowers();
  const [limit, setLimit] = useState(FIRST);
  const { found, failure, refresh } = useRead({
    key: `${projectId} ${limit}`,
    read: () => core.rpc.notes.list({ filter: { project_id: projectId }, order: 'updated', offset: 0, limit }),
    topics: ['notes'],
  });
  async function write() {
    try {
      const { id } = await core.rpc.notes.create({ title: 'Untitled note', content: '', projectId });
      goTo({ view: 'notes', noteId: id });
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }
  return (
    <Section
      title="Notes"
      action={
        <Button look="quiet" onClick={() => void write()}>
          <FilePlus2 aria-hidden />
          Write a note
        </Button>
      }
    >
      {failure && failure.kind !== 'core_away' && <Problem onRetry={refresh}>{failure.sentence}</Problem>}
      {!found ? (
        !failure && <Reading label="Reading its notes…" />
      ) : found.total === 0 ? (
        <p className="text-13 text-ink-3">None yet. What the client said, and what you decided, is found again from here.</p>
      ) : (
        <ul aria-label="Notes of the project" className="-mx-2">
          {found.items.map(({ id, title, excerpt, updatedAt }) => (
            <li key={id}>
              <a
                href={hrefOf({ view: 'notes', noteId: id })}
                className="focus-inset flex min-h-8 items-baseline gap-3 rounded-m px-2 py-1.5 text-13 hover:bg-hover"
              >
                <span className="max-w-1/2 shrink-0 truncate font-medium" title={title}>
                  {title}
                </span>
                <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{excerpt}</span>
                <span className="shrink-0 text-12 text-ink-3 nums">{agoInWords({ instant: updatedAt, now, zone })}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {found && found.total > found.items.length && (
        <Button look="quiet" className="self-start text-12" onClick={() => setLimit((shown) => Math.min(500, shown + MORE))}>
          Show more of {found.total.toLocaleString('en')}
        </Button>
      )}
    </Section>
  );
}
