import { Tooltip } from 'radix-ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { appCommands } from './app-commands.ts';
import { type AppPowers, AppPowersProvider, useAppPowers } from './app-powers.ts';
import { type Command, useCommands } from './commands/index.ts';
import { type ActivityStore, ActivityView } from './features/activity/index.ts';
import { appearanceCommands } from './features/appearance/index.ts';
import { type ApprovalsStore, ApprovalsTray } from './features/approvals/index.ts';
import { type BackupsStore, laterBackups, laterRecovery } from './features/backups/index.ts';
import { type ChatStore, ChatView, laterDraftFiles, laterMessageFiles } from './features/chat/index.ts';
import { NoticesBanner, type ScreenStore, useOpenings } from './features/from-runs/index.ts';
import { laterLedger } from './features/ledger/index.ts';
import { laterModelPicker } from './features/models/index.ts';
import { laterPalette, usePaletteKey } from './features/palette/index.ts';
import type { ProjectsStore } from './features/projects/index.ts';
import { laterRuns } from './features/runs/index.ts';
import { offerSettingsCommands, laterSettings } from './features/settings/index.ts';
import { Banners, Shell, ShortcutHelp, type StatusStore, useShortcuts, viewKeys } from './features/shell/index.ts';
import { laterBoard, type TasksStore, TasksView } from './features/tasks/index.ts';
import { WarningsBanner, type WarningsStore } from './features/warnings/index.ts';
import { placeOf } from './app-view.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { places } from './places.ts';
import { NEW_CONVERSATION, START } from './routes.ts';
import { NoticeArea } from './ui/index.ts';
import { useUndoKeys } from './undo/index.ts';
import { goTo, useRoute } from './use-route.ts';

export interface AppStores {
  status: StatusStore;
  chat: ChatStore;
  tasks: TasksStore;
  activity: ActivityStore;
  approvals: ApprovalsStore;
  projects: ProjectsStore;
  backups: BackupsStore;
  warnings: WarningsStore;
  screen: ScreenStore;
}

export function App({ powers, stores }: { powers: AppPowers; stores: AppStores }) {
  const { clock } = powers;
  useEffect(() => clock.after(FETCH_REST_MS, () => rest.forEach(({ preload }) => preload())), [clock]);
  return (
    <AppPowersProvider value={powers}>
      <Tooltip.Provider delayDuration={450}>
        <Views stores={stores} />
        <NoticeArea notices={powers.notices} />
      </Tooltip.Provider>
    </AppPowersProvider>
  );
}

/** Once the page stands, what is fetched apart comes too: it must be there when the core is not. */
const FETCH_REST_MS = 1_500;
const rest = [
  laterRuns,
  laterLedger,
  laterSettings,
  laterBackups,
  laterRecovery,
  laterPalette,
  laterBoard,
  laterModelPicker,
  laterDraftFiles,
  laterMessageFiles,
  ...places.flatMap(({ later }) => (later ? [later] : [])),
];

const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function Views({ stores }: { stores: AppStores }) {
  const { status, chat, tasks, activity, approvals, projects, warnings, backups, screen } = stores;
  const { core, notices, undo, appearance, commands: registry, clock } = useAppPowers();
  const route = useRoute();
  const known = useStore(status.store, (state) => state.status);
  const backendAway = useStore(status.store, (state) => state.backendAway);
  const place = placeOf(places, route.view);
  // An address of a view that is not there leads to where the app starts.
  const isNowhere = place === undefined;
  useEffect(() => {
    if (isNowhere) goTo({ view: START }, { replace: true });
  }, [isNowhere]);
  const waiting = known?.pending_approvals ?? 0;
  const [helpOpen, setHelpOpen] = useState(false);
  const [trayOpen, setTrayOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [asksForAll, setAsksForAll] = useState(false);
  const [ask, setAsk] = useState<{ field: 'new' | 'search' }>();
  // The device's zone is the core's; until it said so, this window's.
  const zone = known?.timezone ?? hereZone;

  const conversation = route.view === 'chat' ? route.conversation : undefined;
  const inChat = route.view === 'chat';
  useEffect(() => {
    if (!inChat) return;
    const shown = chat.store.getState().sessionId;
    if (conversation === undefined) goTo({ view: 'chat', conversation: shown ?? NEW_CONVERSATION }, { replace: true });
    else chat.open(conversation === NEW_CONVERSATION ? undefined : conversation);
  }, [chat, conversation, inChat]);

  const projectShown = route.view === 'projects' ? route.projectId : undefined;
  const openPalette = useCallback(() => {
    setAsksForAll(true);
    setPaletteOpen(true);
  }, []);
  const typedAhead = usePaletteKey({ isOpen: paletteOpen, onOpen: openPalette });
  const commands = useMemo<readonly Command[]>(
    () =>
      appCommands({
        places,
        captures: route.view === 'today' || projectShown !== undefined,
        onField: (field) => {
          goTo({ view: 'tasks' });
          setAsk({ field });
        },
        onWaiting: () => setTrayOpen(true),
        onHelp: () => setHelpOpen(true),
        onPalette: openPalette,
        undo,
      }),
    [undo, route.view, projectShown, openPalette],
  );
  useCommands(commands);
  useCommands(useMemo(() => appearanceCommands(appearance), [appearance]));
  useCommands(viewKeys);
  // Nothing that is shown first needs them; the palette does.
  useEffect(() => clock.after(FETCH_REST_MS, () => setAsksForAll(true)), [clock]);
  useEffect(() => (asksForAll ? offerSettingsCommands(registry.register) : undefined), [registry, asksForAll]);
  useShortcuts();
  useUndoKeys(undo);
  const asked = useCallback(() => setAsk(undefined), []);

  const openRow = useCallback(
    ({ table, id }: { table: string; id: string }) => {
      if (table === 'tasks') return goTo({ view: 'tasks', taskId: id });
      if (table === 'notes') return goTo({ view: 'notes', noteId: id });
      if (table === 'clients') return goTo({ view: 'clients', clientId: id });
      if (table === 'projects') return goTo({ view: 'projects', projectId: id });
      if (table === 'checkpoints') return void openCheckpoint({ core, notices, id });
    },
    [core, notices],
  );
  const showConversation = useCallback(
    (sessionId: string | undefined, options?: { replace: boolean }) =>
      goTo({ view: 'chat', conversation: sessionId ?? NEW_CONVERSATION }, options),
    [],
  );
  const recovery = useStore(backups.store, (state) => state.list?.recovery);
  const showWaiting = useCallback(() => setTrayOpen(true), []);
  const openSubject = useOpenings({
    screen,
    conversation: conversation === NEW_CONVERSATION ? undefined : conversation,
    canGo: recovery === undefined,
    onOpenRow: openRow,
    onWaiting: showWaiting,
  });
  const showTask = useCallback(
    (taskId: string | undefined) => goTo(taskId === undefined ? { view: 'tasks' } : { view: 'tasks', taskId }, { replace: true }),
    [],
  );
  const changeRun = useCallback(
    (change: { runId: string; to: 'undo' | 'redo' }) =>
      void activity.change({ scope: { by: 'run', run_id: change.runId }, to: change.to }),
    [activity],
  );

  const showLeft = useCallback(
    ({ clientId, runId }: { clientId?: string | undefined; runId?: string | undefined }) =>
      goTo(
        { view: 'ledger', ...(clientId === undefined ? {} : { clientId }), ...(runId === undefined ? {} : { runId }) },
        { replace: true },
      ),
    [],
  );

  const title = recovery ? 'Damaged data' : (place?.name ?? 'Adiuva');
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${title} · Adiuva`;
  }, [title, waiting]);

  if (recovery)
    return (
      <div className="flex h-full flex-col">
        <Banners status={status} />
        <laterRecovery.View backups={backups} recovery={recovery} zone={zone} />
      </div>
    );

  return (
    <Shell places={places} status={status} view={route.view} onHelp={() => setHelpOpen(true)} onWaiting={() => setTrayOpen(true)}>
      <WarningsBanner warnings={warnings} zone={zone} onOpenRow={openRow} />
      <NoticesBanner screen={screen} zone={zone} onOpen={openSubject} onOpenChat={showConversation} />
      {route.view === 'chat' && (
        <ChatView
          chat={chat}
          zone={zone}
          offline={backendAway}
          onShow={showConversation}
          onOpenRow={openRow}
          onSwitch={changeRun}
          approvals={approvals}
          projects={projects}
        />
      )}
      {route.view === 'tasks' && (
        <TasksView
          tasks={tasks}
          projects={projects}
          zone={zone}
          taskId={route.taskId}
          onShowTask={showTask}
          ask={ask}
          activity={activity}
          onAsked={asked}
        />
      )}
      {place?.later && (
        <place.later.View
          route={route}
          zone={zone}
          onOpenRow={openRow}
          waiting={waiting}
          onWaiting={showWaiting}
          projects={projects}
          activity={activity}
        />
      )}
      {route.view === 'activity' && <ActivityView activity={activity} zone={zone} onOpenRow={openRow} />}
      {route.view === 'runs' && <laterRuns.View zone={zone} onWaiting={() => setTrayOpen(true)} />}
      {route.view === 'ledger' && (
        <laterLedger.View zone={zone} clientId={route.clientId} runId={route.runId} onShow={showLeft} />
      )}
      {route.view === 'settings' && <laterSettings.View section={route.section} status={status} backups={backups} zone={zone} />}
      <ApprovalsTray
        approvals={approvals}
        projects={projects}
        zone={zone}
        open={trayOpen}
        onClose={() => setTrayOpen(false)}
        onOpenRow={openRow}
        onOpenChat={showConversation}
      />
      {paletteOpen && (
        <laterPalette.View
          open
          typedAhead={typedAhead}
          projectId={projectShown}
          zone={zone}
          onClose={() => setPaletteOpen(false)}
          onOpenRow={openRow}
          onOpenChat={showConversation}
        />
      )}
      <ShortcutHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </Shell>
  );
}
