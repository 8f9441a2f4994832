import { ArrowLeft, Ellipsis, Folder, FolderInput, FolderPlus, Pencil, Trash2, UserPlus, Users } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers, useNow } from '#renderer/app-powers.ts';
import type { ActivityStore } from '#renderer/features/activity/index.ts';
import type { ProjectsStore } from '#renderer/features/project-names/index.ts';
import { TasksSection } from '#renderer/features/tasks/index.ts';
import { hrefOf } from '#renderer/routes.ts';
import { ActionMenu, Button, IconButton, Section } from '#renderer/ui/index.ts';
import { goTo } from '#renderer/use-route.ts';
import { ClientFacts } from './client-facts.tsx';
import type { TreeStore } from './create-tree-store.ts';
import type { PlaceAsk } from './place-ask.ts';
import { PlaceAway } from './place-away.tsx';
import { TaskLine } from './task-line.tsx';
import { useRead } from './use-read.ts';

/** More projects than this are behind a press. */
const FIRST = 50;

/** One client: what it is, what may be told of it, its projects, and what it owes. */
export function ClientPage({
  id,
  taskId,
  tree,
  zone,
  projects: names,
  activity,
  onOpenRow,
  onAsk,
}: {
  id: string;
  /** The task whose details are shown. */
  taskId: string | undefined;
  tree: TreeStore;
  zone: string;
  projects: ProjectsStore;
  activity: ActivityStore;
  onOpenRow: (row: { table: string; id: string }) => void;
  onAsk: (ask: PlaceAsk) => void;
}) {
  const { core } = useAppPowers();
  const now = useNow(60_000);
  const known = useStore(tree.store, (state) => state.tree);
  const [shown, setShown] = useState(FIRST);
  const [beside, setBeside] = useState<HTMLElement | null>(null);
  const showTask = useCallback(
    (task: string | undefined) =>
      goTo({ view: 'clients', clientId: id, ...(task === undefined ? {} : { taskId: task }) }, { replace: true }),
    [id],
  );
  const { found, failure, refresh } = useRead({
    key: id,
    read: () => core.rpc.clients.overview({ id }),
    topics: ['clients', 'projects', 'tasks', 'privacy'],
  });
  if (!found) return <PlaceAway noun="client" failure={failure} onRetry={refresh} />;
  const { client, owed } = found;
  const { name, parentId } = client;
  const parent = known?.clients.find((one) => one.id === parentId);
  const below = known?.clients.filter((one) => one.parent_id === id) ?? [];
  const projects = known?.projects.filter((one) => one.client_id === id) ?? [];
  return (
    <div ref={setBeside} className="relative flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-auto">
        <article aria-label={`Client: ${name}`} className="mx-auto flex max-w-3xl flex-col gap-8 px-6 py-5 max-wide:px-4">
          <header className="flex items-start gap-1.5">
            <IconButton label="All projects" className="-ml-2 wide:hidden" onClick={() => goTo({ view: 'projects' })}>
              <ArrowLeft />
            </IconButton>
            <div className="min-w-0 flex-1">
              <p className="min-h-5 text-12 text-ink-3">
                {parent ? (
                  <>
                    Client of{' '}
                    <a href={hrefOf({ view: 'clients', clientId: parent.id })} className="hover:text-ink hover:underline">
                      {parent.name}
                    </a>
                  </>
                ) : (
                  'Client'
                )}
              </p>
              <h2 className="text-22 font-semibold tracking-[-0.018em] wrap-anywhere">{name}</h2>
            </div>
            <ActionMenu
              label={name}
              actions={[
                {
                  label: 'New project…',
                  icon: <FolderPlus />,
                  onSelect: () => onAsk({ kind: 'new project', client: { id, name } }),
                },
                {
                  label: 'New client below…',
                  icon: <UserPlus />,
                  onSelect: () => onAsk({ kind: 'new client', parent: { id, name } }),
                },
                { label: 'Rename…', icon: <Pencil />, onSelect: () => onAsk({ kind: 'rename', table: 'clients', id, name }) },
                {
                  label: 'Move under a client…',
                  icon: <FolderInput />,
                  onSelect: () => onAsk({ kind: 'move', table: 'clients', id, name, clientId: parentId }),
                },
                { label: 'Delete…', icon: <Trash2 />, onSelect: () => onAsk({ kind: 'delete', table: 'clients', id, name }) },
              ]}
            >
              <IconButton label="More">
                <Ellipsis />
              </IconButton>
            </ActionMenu>
          </header>
          <ClientFacts overview={found} tree={tree} />
          <Section
            title="Projects"
            action={
              <Button look="quiet" onClick={() => onAsk({ kind: 'new project', client: { id, name } })}>
                <FolderPlus aria-hidden />
                New project
              </Button>
            }
          >
            {projects.length === 0 && below.length === 0 ? (
              <p className="text-13 text-ink-3">None yet. What you do for {name} is a project.</p>
            ) : (
              <ul aria-label="Projects of the client" className="-mx-2">
                {below.map((one) => (
                  <Place key={one.id} icon="client" name={one.name} href={hrefOf({ view: 'clients', clientId: one.id })} />
                ))}
                {projects.slice(0, shown).map((one) => (
                  <Place
                    key={one.id}
                    icon="project"
                    name={one.name}
                    href={hrefOf({ view: 'projects', projectId: one.id })}
                    open={one.open}
                    archived={one.status === 'archived'}
                  />
                ))}
              </ul>
            )}
            {projects.length > shown && (
              <Button look="quiet" className="self-start text-12" onClick={() => setShown(shown + 200)}>
                Show more of {projects.length.toLocaleString('en')}
              </Button>
            )}
          </Section>
          <TasksSection
            about="client"
            key={id}
            scope={{ client_id: id }}
            newIn={projects.find(({ status }) => status === 'active')?.id}
            projects={names}
            zone={zone}
            taskId={taskId}
            onShowTask={showTask}
            activity={activity}
            beside={beside}
          />
          <Section
            title="What it owes you"
            lead="Open tasks that wait for the client’s side."
            action={owed.total > 0 && <span className="text-12 text-ink-3 nums">{owed.total.toLocaleString('en')}</span>}
          >
            {owed.total === 0 ? (
              <p className="text-13 text-ink-3">Nothing. A task that waits for somebody else is marked so in its details.</p>
            ) : (
              <ul aria-label="What it owes you" className="-mx-2">
                {owed.items.map((task) => (
                  <TaskLine
                    key={task.id}
                    task={task}
                    zone={zone}
                    now={now}
                    onOpen={() => onOpenRow({ table: 'tasks', id: task.id })}
                  />
                ))}
              </ul>
            )}
            {owed.total > owed.items.length && (
              <p className="text-12 text-ink-3">
                The nearest {owed.items.length} of {owed.total.toLocaleString('en')}.
              </p>
            )}
          </Section>
        </article>
      </div>
    </div>
  );
}

function Place({
  icon,
  name,
  href,
  open = 0,
  archived = false,
}: {
  icon: 'client' | 'project';
  name: string;
  href: string;
  open?: number;
  archived?: boolean;
}) {
  const Icon = icon === 'client' ? Users : Folder;
  return (
    <li>
      <a href={href} className="focus-inset flex min-h-8 items-center gap-2 rounded-m px-2 text-13 hover:bg-hover">
        <Icon aria-hidden className="size-3.75 shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        {archived && <span className="text-12 text-ink-3">Archived</span>}
        {open > 0 && <span className="text-12 text-ink-3 nums">{open.toLocaleString('en')} open</span>}
      </a>
    </li>
  );
}
