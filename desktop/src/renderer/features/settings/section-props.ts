import type { LucideIcon } from 'lucide-react';
import type { ComponentType, RefObject } from 'react';
import type { BackupsStore } from '#renderer/features/backups/index.ts';
import type { StatusStore } from '#renderer/features/shell/index.ts';
import type { SettingsSection } from '#renderer/routes.ts';

/** What every section of the settings is given. */
export interface SectionProps {
  status: StatusStore;
  backups: BackupsStore;
  zone: string;
  /** What scrolls the section, for lists that draw only what is seen. */
  scroller: RefObject<HTMLElement | null>;
}

/** A section of the settings: it stands in their navigation and in the command palette. */
export interface SettingsPlace {
  section: SettingsSection;
  name: string;
  icon: LucideIcon;
  View: ComponentType<SectionProps>;
}
