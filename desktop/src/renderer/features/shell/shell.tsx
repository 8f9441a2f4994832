import type { ReactNode } from 'react';
import { NARROW, useMedia } from '#renderer/ui/index.ts';
import { Banners } from './banners.tsx';
import type { FrameProps } from './frame-props.ts';
import { Sidebar } from './sidebar.tsx';
import { TabBar } from './tab-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every view: where one can go, how the app stands, and what is the matter. */
export function Shell({ children, ...frame }: FrameProps & { children: ReactNode }) {
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
      {narrow ? <TopBar {...frame} /> : <Sidebar {...frame} />}
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface outline-none">
        <Banners status={frame.status} />
        {children}
      </main>
      {narrow && <TabBar places={frame.places} view={frame.view} />}
    </div>
  );
}
