import { Archive, ArchiveRestore, ArrowLeft, Ellipsis, FolderInput, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import { type ActivityStore, RowHistory } from '#renderer/features/activity/index.ts';
import { Backlinks } from '#renderer/features/backlinks/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { TasksSection } from '#renderer/features/tasks/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { ActionMenu, IconButton, Section } from '#renderer/ui/index.ts';
import { goTo } from '#renderer/use-route.ts';
import type { TreeStore } from './create-tree-store.ts';
import type { PlaceAsk } from './place-ask.ts';
import { PlaceAway } from './place-away.tsx';
import { ProjectNotes } from './project-notes.tsx';
import { Summary } from './project-summary.tsx';
import { Timeline } from './timeline.tsx';
import { useRead } from './use-read.ts';

/** One project: what it is, its checkpoints, tasks and notes, and what was done to it. */
export function ProjectPage({
  id,
  taskId,
  checkpointId,
  tree,
  zone,
  projects,
  activity,
  onAsk,
  onArchive,
}: {
  id: string;
  /** The task whose details are shown. */
  taskId: string | undefined;
  /** The checkpoint that the page is opened at. */
  checkpointId: string | undefined;
  tree: TreeStore;
  zone: string;
  projects: ProjectsStore;
  activity: ActivityStore;
  onAsk: (ask: PlaceAsk) => void;
  onArchive: (project: { id: string; name: string; archived: boolean }) => void;
}) {
  const { core } = useAppPowers();
  const now = useNow(60_000);
  const [beside, setBeside] = useState<HTMLElement | null>(null);
  const showTask = useCallback(
    (shown: string | undefined) =>
      goTo({ view: 'projects', projectId: id, ...(shown === undefined ? {} : { taskId: shown }) }, { replace: true }),
    [id],
  );
  const { found, failure, refresh } = useRead({
    key: id,
    read: () => core.rpc.projects.overview({ id }),
    topics: ['projects', 'clients', 'tasks', 'checkpoints', 'notes'],
  });
  if (!found) return <PlaceAway noun="project" failure={failure} onRetry={refresh} />;
  const { project, client_name: clientName, open_tasks: open, done_tasks: done, overdue_tasks: overdue } = found;
  const { name, clientId } = project;
  const archived = project.status === 'archived';
  const all = open + done;
  return (
    <div ref={setBeside} className="relative flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-auto">
        <article aria-label={`Project: ${name}`} className="mx-auto flex max-w-3xl flex-col gap-8 px-6 py-5 max-wide:px-4">
          <header>
            <div className="flex items-start gap-1.5">
              <IconButton label="All projects" className="-ml-2 wide:hidden" onClick={() => goTo({ view: 'projects' })}>
                <ArrowLeft />
              </IconButton>
              <div className="min-w-0 flex-1">
                <p className="flex min-h-5 items-center gap-2 text-12 text-ink-3">
                  {clientId === null ? (
                    'Without a client'
                  ) : (
                    <a
                      href={hrefOf({ view: 'clients', clientId })}
                      className="truncate hover:text-ink hover:underline"
                      title={clientName}
                    >
                      {clientName ?? 'A client'}
                    </a>
                  )}
                  {archived && (
                    <span className="shrink-0 rounded-full border border-line bg-canvas px-2 text-11 text-ink-2">Archived</span>
                  )}
                </p>
                <h2 className="text-22 font-semibold tracking-[-0.018em] wrap-anywhere">{name}</h2>
              </div>
              <ActionMenu
                label={name}
                actions={[
                  { label: 'Rename…', icon: <Pencil />, onSelect: () => onAsk({ kind: 'rename', table: 'projects', id, name }) },
                  {
                    label: 'Move to a client…',
                    icon: <FolderInput />,
                    onSelect: () => onAsk({ kind: 'move', table: 'projects', id, name, clientId }),
                  },
                  {
                    label: archived ? 'Take out of the archive' : 'Archive',
                    icon: archived ? <ArchiveRestore /> : <Archive />,
                    onSelect: () => onArchive({ id, name, archived }),
                  },
                  { label: 'Delete…', icon: <Trash2 />, onSelect: () => onAsk({ kind: 'delete', table: 'projects', id, name }) },
                ]}
              >
                <IconButton label="More">
                  <Ellipsis />
                </IconButton>
              </ActionMenu>
            </div>
            <Summary project={project} tree={tree} />
            {all > 0 && (
              <p className="mt-3 flex items-center gap-3 text-12 text-ink-2">
                <span
                  role="img"
                  aria-label={`${done} of ${all} tasks done`}
                  className="h-1.5 w-40 overflow-hidden rounded-full bg-pressed"
                >
                  <span className="block h-full rounded-full bg-accent" style={{ width: `${(done / all) * 100}%` }} />
                </span>
                <span className="nums">
                  {done.toLocaleString('en')} of {all.toLocaleString('en')} done
                </span>
                {overdue > 0 && <span className="text-late nums">{overdue.toLocaleString('en')} overdue</span>}
              </p>
            )}
          </header>
          <Timeline projectId={id} at={checkpointId} zone={zone} />
          <TasksSection
            about="project"
            key={id}
            scope={{ project_id: id }}
            newIn={id}
            projects={projects}
            zone={zone}
            taskId={taskId}
            onShowTask={showTask}
            activity={activity}
            beside={beside}
          />
          <ProjectNotes projectId={id} zone={zone} now={now} />
          <Backlinks table="projects" id={id} className="" />
          <Section title="History">
            <RowHistory row={{ table: 'projects', id }} zone={zone} activity={activity} />
            <a href={hrefOf({ view: 'activity' })} className="self-start text-12 text-accent hover:underline">
              All that assistants did
            </a>
          </Section>
        </article>
      </div>
    </div>
  );
}
