import { Archive, CircleCheck, Info, SearchCheck, Server, ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ApprovalSettings } from '#renderer/features/approvals/index.ts';
import { type BackupsStore, laterBackups } from '#renderer/features/backups/index.ts';
import { ConnectionSection } from '#renderer/features/connection/index.ts';
import { DataCheckSection } from '#renderer/features/integrity/index.ts';
import { PrivacySection } from '#renderer/features/privacy/index.ts';
import type { StatusStore } from '#renderer/features/shell/index.ts';
import { hrefOf, type SettingsSection } from '#renderer/routes.ts';
import { classNames, Section } from '#renderer/ui/index.ts';
import { AboutSection } from './about-section.tsx';

const sections = [
  { section: 'connection', name: 'Connection', icon: Server },
  { section: 'privacy', name: 'Privacy', icon: ShieldCheck },
  { section: 'approvals', name: 'Approvals', icon: CircleCheck },
  { section: 'backups', name: 'Backups', icon: Archive },
  { section: 'check', name: 'Data check', icon: SearchCheck },
  { section: 'about', name: 'About', icon: Info },
] as const satisfies readonly { section: SettingsSection; [more: string]: unknown }[];

export interface SettingsViewProps {
  section: SettingsSection;
  status: StatusStore;
  backups: BackupsStore;
  zone: string;
}

/** The settings: their sections beside one of them; in a narrow window above it. */
export function SettingsView({ section, status, backups, zone }: SettingsViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const tabs = useRef<HTMLElement>(null);
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
              aria-current={place.section === section ? 'page' : undefined}
              className={classNames(
                'focus-inset flex h-8 shrink-0 items-center gap-2 rounded-m px-2.5 text-13',
                place.section === section ? 'bg-pressed font-medium' : 'text-ink-2 hover:bg-hover hover:text-ink',
              )}
            >
              <place.icon aria-hidden className="size-3.75 text-ink-3 max-wide:hidden" />
              {place.name}
            </a>
          ))}
        </nav>
      </div>
      <div ref={scroller} className="min-h-0 min-w-0 flex-1 overflow-auto">
        <div className="mx-auto flex max-w-3xl flex-col gap-8 px-6 pt-3 pb-12 max-wide:px-4 max-wide:pt-4">
          <h2 className="text-22 font-semibold tracking-[-0.018em] max-wide:sr-only">
            {sections.find((place) => place.section === section)?.name}
          </h2>
          {section === 'connection' && <ConnectionSection status={status} zone={zone} />}
          {section === 'privacy' && <PrivacySection scroller={scroller} />}
          {section === 'approvals' && (
            <Section
              title="What waits for your word"
              lead="Deletions, changes of many rows, and what goes past the limits of one answer are done only once you said so."
            >
              <ApprovalSettings />
            </Section>
          )}
          {section === 'backups' && <laterBackups.View backups={backups} zone={zone} />}
          {section === 'check' && <DataCheckSection zone={zone} />}
          {section === 'about' && <AboutSection status={status} />}
        </div>
      </div>
    </div>
  );
}
