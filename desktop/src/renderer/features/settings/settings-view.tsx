import { useEffect, useRef } from 'react';
import { hrefOf, type SettingsSection } from '#renderer/routes.ts';
import { classNames } from '#renderer/ui/index.ts';
import type { SectionProps } from './section-props.ts';
import { sections } from './sections.tsx';

export interface SettingsViewProps extends Omit<SectionProps, 'scroller'> {
  /** Without one, or where it is not there, the first. */
  section: SettingsSection | undefined;
}

/** The settings: their sections beside one of them; in a narrow window above it. */
export function SettingsView({ section, ...props }: SettingsViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const tabs = useRef<HTMLElement>(null);
  const shown = sections.find((place) => place.section === section) ?? sections[0];
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    // In a narrow window the sections stand in a row that scrolls.
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [section]);
  return (
    <div className="flex min-h-0 flex-1 max-wide:flex-col">
      <div className="flex w-48 shrink-0 flex-col border-r border-line max-wide:w-auto max-wide:border-r-0 max-wide:border-b">
        <h1 className="flex h-bar shrink-0 items-center px-5 text-14 font-semibold max-wide:sr-only">Settings</h1>
        <nav
          ref={tabs}
          aria-label="Settings"
          className="flex flex-col gap-px px-2 max-wide:flex-row max-wide:overflow-x-auto max-wide:px-1.5 max-wide:py-1.5"
        >
          {sections.map((place) => (
            <a
              key={place.section}
              href={hrefOf({ view: 'settings', section: place.section })}
              aria-current={place === shown ? 'page' : undefined}
              className={classNames(
                'focus-inset flex h-8 shrink-0 items-center gap-2 rounded-m px-2.5 text-13',
                place === shown ? 'bg-pressed font-medium' : 'text-ink-2 hover:bg-hover hover:text-ink',
              )}
            >
              <place.icon aria-hidden className="size-3.75 text-ink-3 max-wide:hidden" />
              {place.name}
            </a>
          ))}
        </nav>
      </div>
      <div ref={scroller} className="min-h-0 min-w-0 flex-1 overflow-auto">
        {shown && (
          <div className="mx-auto flex max-w-3xl flex-col gap-8 px-6 pt-3 pb-12 max-wide:px-4 max-wide:pt-4">
            <h2 className="text-22 font-semibold tracking-[-0.018em] max-wide:sr-only">{shown.name}</h2>
            <shown.View {...props} scroller={scroller} />
          </div>
        )}
      </div>
    </div>
  );
}
