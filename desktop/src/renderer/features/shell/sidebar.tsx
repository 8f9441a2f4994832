import { useStore } from 'zustand';
import { placeOf, type Place } from '#renderer/app-view.ts';
import { AppStatusPanel } from './app-status-panel.tsx';
import type { FrameProps } from './frame-props.ts';
import { Mark } from './mark.tsx';
import { PlaceLink } from './place-link.tsx';
import { WaitingButton } from './waiting-button.tsx';

const groups = ['work', 'watch', 'app'] as const satisfies readonly Place['group'][];

/** Where one can go, beside the content: what the user keeps, what assistants did, and the app itself. */
export function Sidebar({ places, status, view, onHelp, onWaiting }: FrameProps) {
  const running = useStore(status.store, (state) => state.status?.open_runs ?? 0);
  const current = placeOf(places, view);
  return (
    <div className="flex w-sidebar shrink-0 flex-col border-r border-line bg-canvas max-broad:w-48">
      <header className="flex h-bar shrink-0 items-center gap-2 px-4">
        <Mark className="size-5.5" />
        <span className="text-14 font-semibold tracking-[-0.015em]">Adiuva</span>
      </header>
      <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-2 py-1">
        {groups.map((group) => (
          <div key={group} className="flex flex-col gap-px">
            {group === 'watch' && <WaitingButton status={status} compact={false} onOpen={onWaiting} />}
            {places
              .filter((place) => place.group === group)
              .map((place) => (
                <PlaceLink
                  key={place.view}
                  place={place}
                  current={place === current}
                  count={place.view === 'runs' ? running : 0}
                />
              ))}
          </div>
        ))}
      </nav>
      <section aria-label="State of the app" className="border-t border-line px-4 py-3">
        <AppStatusPanel status={status} onHelp={onHelp} />
      </section>
    </div>
  );
}
