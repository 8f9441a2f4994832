import { useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { isCoreLost } from '#renderer/core-connection/index.ts';
import { Button, Floating } from '#renderer/ui/index.ts';
import { AppStatusPanel, ConnectionDot } from './app-status-panel.tsx';
import { connectionWords } from './connection-words.ts';
import type { FrameProps } from './frame-props.ts';
import { Mark } from './mark.tsx';
import { RunningLink } from './running-link.tsx';
import { WaitingButton } from './waiting-button.tsx';

/** How the app stands, above the content of a narrow window. */
export function TopBar({ status, view, onHelp, onWaiting }: Omit<FrameProps, 'places'>) {
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
      <RunningLink status={status} current={view === 'runs'} />
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
