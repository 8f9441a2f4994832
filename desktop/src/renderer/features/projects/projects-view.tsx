import { FolderPlus, FolderTree, UserPlus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { AppViewProps } from '#renderer/app-view.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { type Command, useCommands } from '#renderer/commands/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, classNames, EmptyState, IconButton, Problem, SearchField } from '#renderer/ui/index.ts';
import { goTo } from '#renderer/use-route.ts';
import { ClientPage } from './client-page.tsx';
import { createTreeStore } from './create-tree-store.ts';
import type { PlaceAsk } from './place-ask.ts';
import { PlaceDialogs } from './place-dialogs.tsx';
import { ProjectPage } from './project-page.tsx';
import { ProjectTree, type ProjectTreeProps } from './project-tree.tsx';
import { type TreeRow, treeRows } from './tree-rows.ts';

/** All clients and projects beside the one that is shown. */
export function ProjectsView({ route, zone, onOpenRow, projects, activity }: AppViewProps) {
  const powers = useAppPowers();
  const [tree] = useState(() => createTreeStore(powers));
  useEffect(() => tree.follow(), [tree]);
  const { tree: known, failure, search, folded } = useStore(tree.store);
  const [ask, setAsk] = useState<PlaceAsk>();
  const rows = useMemo(() => (known ? treeRows({ tree: known, folded, search }) : []), [known, folded, search]);

  const projectId = route.view === 'projects' ? route.projectId : undefined;
  const clientId = route.view === 'clients' ? route.clientId : undefined;
  const taskId = route.view === 'projects' || route.view === 'clients' ? route.taskId : undefined;
  const shown = projectId !== undefined ? `project ${projectId}` : clientId !== undefined ? `client ${clientId}` : undefined;

  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'new project',
        title: 'New project',
        group: 'Make',
        icon: FolderPlus,
        run: () => setAsk({ kind: 'new project', client: undefined }),
      },
      {
        id: 'new client',
        title: 'New client',
        group: 'Make',
        icon: UserPlus,
        run: () => setAsk({ kind: 'new client', parent: undefined }),
      },
    ],
    [],
  );
  useCommands(commands);
  const open = useCallback(({ table, id }: { table: 'clients' | 'projects'; id: string }) => {
    goTo(table === 'clients' ? { view: 'clients', clientId: id } : { view: 'projects', projectId: id });
  }, []);

  /** The client that a new project or client goes under, from where the key was pressed. */
  function clientAt(row: TreeRow): { id: string; name: string } | undefined {
    const id = row.kind === 'client' ? row.id : row.clientId;
    const client = known?.clients.find((one) => one.id === id);
    return client && { id: client.id, name: client.name };
  }
  const onCommand: ProjectTreeProps['onCommand'] = (row, command) => {
    if (command === 'new project') return setAsk({ kind: 'new project', client: clientAt(row) });
    if (command === 'new client')
      return setAsk({ kind: 'new client', parent: row.kind === 'client' ? clientAt(row) : undefined });
    if (row.kind === 'group') return undefined;
    const table = row.kind === 'client' ? 'clients' : 'projects';
    const { id, name } = row;
    switch (command) {
      case 'rename':
        return setAsk({ kind: 'rename', table, id, name });
      case 'move':
        return setAsk({ kind: 'move', table, id, name, clientId: row.clientId });
      case 'delete':
        return setAsk({ kind: 'delete', table, id, name });
      case 'archive':
        if (row.kind === 'project') archive({ id, name, archived: row.archived });
        return undefined;
      default:
        return command satisfies never;
    }
  };
  function archive({ id, name, archived }: { id: string; name: string; archived: boolean }) {
    void tree.changeProject({
      id,
      updates: { status: archived ? 'active' : 'archived' },
      text: archived ? `“${name}” is active again` : `Archived “${name}”`,
    });
  }
  const onDrop: ProjectTreeProps['onDrop'] = ({ row, on }) => {
    const to = on.kind === 'client' ? on.id : null;
    const text = to === null ? `“${row.name}” stands without a client now` : `Moved “${row.name}” to “${on.name}”`;
    if (row.kind === 'client') void tree.changeClient({ id: row.id, updates: { parentId: to }, text });
    else void tree.changeProject({ id: row.id, updates: { clientId: to }, text });
  };
  const isEmpty = known !== undefined && known.clients.length === 0 && known.projects.length === 0;
  const newProject = () => setAsk({ kind: 'new project', client: undefined });
  const newClient = () => setAsk({ kind: 'new client', parent: undefined });

  return (
    <div className="relative flex min-h-0 flex-1">
      <div
        className={classNames(
          'flex w-80 shrink-0 flex-col border-r border-line max-broad:w-64 max-wide:w-full max-wide:border-r-0',
          shown !== undefined && 'max-wide:hidden',
        )}
      >
        <header className="flex h-bar shrink-0 items-center gap-1 pr-3 pl-4">
          <h1 className="text-14 font-semibold">Projects</h1>
          <span className="flex-1" />
          <IconButton label="New client" onClick={newClient}>
            <UserPlus />
          </IconButton>
          <IconButton label="New project" onClick={newProject}>
            <FolderPlus />
          </IconButton>
        </header>
        {!isEmpty && (
          <div className="shrink-0 px-3 pb-2">
            <SearchField label="Search clients and projects" value={search} onSearch={tree.search} after={powers.clock.after} />
          </div>
        )}
        {failure && failure.kind !== 'core_away' && (
          <div className="px-4">
            <Problem onRetry={tree.refresh}>{failure.sentence}</Problem>
          </div>
        )}
        {known === undefined ? (
          <div className="px-4 py-4">{!failure && <Reading label="Reading your projects…" />}</div>
        ) : isEmpty ? (
          <EmptyState icon={<FolderTree />} title="No clients or projects yet">
            <p>
              A client is somebody you work for; a project is what you do for them. Tasks, checkpoints and notes belong to it.
            </p>
            <div className="mt-4 flex flex-wrap justify-center gap-2">
              <Button onClick={newClient}>New client</Button>
              <Button look="primary" onClick={newProject}>
                New project
              </Button>
            </div>
          </EmptyState>
        ) : rows.length === 0 ? (
          <p role="status" className="px-4 py-4 text-13 text-ink-3">
            No client or project has “{search}” in its name.{' '}
            <Button look="quiet" onClick={() => tree.search('')}>
              Show all
            </Button>
          </p>
        ) : (
          <ProjectTree
            rows={rows}
            search={search}
            shown={shown}
            onFold={tree.fold}
            onOpen={({ kind, id }) => open({ table: kind === 'client' ? 'clients' : 'projects', id })}
            onCommand={onCommand}
            onDrop={onDrop}
          />
        )}
      </div>
      <div className={classNames('flex min-w-0 flex-1 flex-col', shown === undefined && 'max-wide:hidden')}>
        {/* On a narrow window the list with the other heading is not there. */}
        <h1 className="sr-only wide:hidden">Projects</h1>
        {projectId !== undefined ? (
          <ProjectPage
            key={projectId}
            id={projectId}
            taskId={taskId}
            checkpointId={route.view === 'projects' ? route.checkpointId : undefined}
            tree={tree}
            zone={zone}
            projects={projects}
            activity={activity}
            onAsk={setAsk}
            onArchive={archive}
          />
        ) : clientId !== undefined ? (
          <ClientPage
            key={clientId}
            id={clientId}
            taskId={taskId}
            tree={tree}
            zone={zone}
            projects={projects}
            activity={activity}
            onOpenRow={onOpenRow}
            onAsk={setAsk}
          />
        ) : (
          !isEmpty && (
            <EmptyState icon={<FolderTree />} title="Choose a client or a project">
              <p>Arrows move through the tree, Enter opens, “n” makes a project where you are, “m” moves it to another client.</p>
            </EmptyState>
          )
        )}
      </div>
      <PlaceDialogs
        ask={ask}
        tree={tree}
        onClose={() => setAsk(undefined)}
        onMade={open}
        onGone={({ id }) => {
          if (id === projectId || id === clientId) goTo({ view: 'projects' });
        }}
      />
    </div>
  );
}
