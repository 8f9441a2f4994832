import { Command as Cmdk } from 'cmdk';
import type { ReactNode } from 'react';

/** How a line of the palette looks, and which one is chosen. */
export const paletteLine =
  'flex min-h-8 items-center gap-2.5 rounded-m px-2.5 py-1 text-13 text-ink select-none data-[selected=true]:bg-pressed';

/** Lines of the palette under a heading. */
export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Cmdk.Group
      heading={heading}
      className="pb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Cmdk.Group>
  );
}
