import { History, ListTodo, MessageCircle, Settings, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { isCoreLost } from '#renderer/core-connection/index.ts';
import { hrefOf, type Route } from '#renderer/routes.ts';
import { Button, classNames, Floating, Keys, NARROW, useMedia } from '#renderer/ui/index.ts';
import { AppStatusPanel, ConnectionDot } from './app-status-panel.tsx';
import { Banners } from './banners.tsx';
import { connectionWords } from './connection-words.ts';
import type { StatusStore } from './create-status-store.ts';
import { Mark } from './mark.tsx';
import { RunningLink } from './running-link.tsx';
import { WaitingButton } from './waiting-button.tsx';

const places = [
  { view: 'chat', name: 'Chat', icon: MessageCircle, keys: 'g c' },
  { view: 'tasks', name: 'Tasks', icon: ListTodo, keys: 'g t' },
  { view: 'activity', name: 'Activity', icon: History, keys: 'g a' },
  { view: 'ledger', name: 'What left', icon: Upload, keys: 'g l' },
  { view: 'settings', name: 'Settings', icon: Settings, keys: 'g s' },
] as const;

export interface ShellProps {
  status: StatusStore;
  view: Route['view'];
  onHelp: () => void;
  /** Shows what waits for the user's word. */
  onWaiting: () => void;
  children: ReactNode;
}

/** The frame around every view: where one can go, how the app stands, and what is the matter. */
export function Shell({ status, view, onHelp, onWaiting, children }: ShellProps) {
  const narrow = useMedia(NARROW);
  return (
    <div className="flex h-full max-wide:flex-col">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-m bg-raised px-3 py-1.5 text-13 shadow-float focus:translate-y-0"
      >
        Skip to the content
      </a>
      {narrow ? (
        <TopBar status={status} view={view} onHelp={onHelp} onWaiting={onWaiting} />
      ) : (
        <Sidebar status={status} view={view} onHelp={onHelp} onWaiting={onWaiting} />
      )}
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface outline-none">
        <Banners status={status} />
        {children}
      </main>
      {narrow && <TabBar view={view} />}
    </div>
  );
}

function Sidebar({ status, view, onHelp, onWaiting }: Omit<ShellProps, 'children'>) {
  return (
    <div className="flex w-sidebar shrink-0 flex-col border-r border-line bg-canvas max-broad:w-48">
      <header className="flex h-bar items-center gap-2 px-4">
        <Mark className="size-5.5" />
        <span className="text-14 font-semibold tracking-[-0.015em]">Adiuva</span>
      </header>
      <nav aria-label="Main" className="flex flex-col gap-px px-2 pt-1">
        {places.map((place) => (
          <a
            key={place.view}
            href={hrefOf({ view: place.view })}
            aria-current={place.view === view ? 'page' : undefined}
            className={classNames(
              'group flex h-8 items-center gap-2.5 rounded-m px-2 text-13 transition-colors duration-(--quick)',
              place.view === view ? 'bg-pressed font-medium text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
            )}
          >
            <place.icon aria-hidden className={classNames('size-4', place.view === view ? 'text-accent' : 'text-ink-3')} />
            <span className="flex-1">{place.name}</span>
            <span aria-hidden className="opacity-0 transition-opacity duration-(--quick) group-hover:opacity-100">
              <Keys of={place.keys} />
            </span>
          </a>
        ))}
        <div className="pt-3">
          <RunningLink status={status} compact={false} current={view === 'runs'} />
        </div>
      </nav>
      <div className="px-2 pt-px">
        <WaitingButton status={status} compact={false} onOpen={onWaiting} />
      </div>
      <div className="flex-1" />
      <section aria-label="State of the app" className="border-t border-line px-4 py-3">
        <AppStatusPanel status={status} onHelp={onHelp} />
      </section>
    </div>
  );
}

function TopBar({ status, view, onHelp, onWaiting }: Omit<ShellProps, 'children'>) {
  const { core } = useAppPowers();
  const [open, setOpen] = useState(false);
  const connection = useStore(status.store, (state) => state.status?.connection);
  const backendAway = useStore(status.store, (state) => state.backendAway);
  const coreLost = useStore(core.link, isCoreLost);
  const words = connectionWords({ connection, coreLost, backendAway });
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-canvas pr-2 pl-3">
      <Mark className="size-5.5" />
      <span className="flex-1 text-14 font-semibold tracking-[-0.015em]">Adiuva</span>
      <RunningLink status={status} compact current={view === 'runs'} />
      <WaitingButton status={status} compact onOpen={onWaiting} />
      <Floating
        label="State of the app"
        align="end"
        focusSelf
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button look="quiet" className="text-12">
            <ConnectionDot tone={words.tone} />
            {words.label}
          </Button>
        }
      >
        <div className="w-64 p-2.5">
          <AppStatusPanel
            status={status}
            onHelp={() => {
              setOpen(false);
              onHelp();
            }}
          />
        </div>
      </Floating>
    </header>
  );
}

function TabBar({ view }: { view: Route['view'] }) {
  return (
    <nav aria-label="Main" className="flex h-14 shrink-0 border-t border-line bg-canvas">
      {places.map((place) => (
        <a
          key={place.view}
          href={hrefOf({ view: place.view })}
          aria-current={place.view === view ? 'page' : undefined}
          className={classNames(
            'focus-inset flex flex-1 flex-col items-center justify-center gap-0.5 text-11',
            place.view === view ? 'font-medium text-accent' : 'text-ink-3',
          )}
        >
          <place.icon aria-hidden className="size-5" />
          {place.name}
        </a>
      ))}
    </nav>
  );
}
