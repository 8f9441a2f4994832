import { Archive, Bot, CircleCheck, FileSearch, Info, Palette, SearchCheck, Server, ShieldCheck } from 'lucide-react';
import { AppearanceSection } from '#renderer/features/appearance/index.ts';
import { ApprovalSettings } from '#renderer/features/approvals/index.ts';
import { laterBackups } from '#renderer/features/backups/index.ts';
import { ConnectionSection } from '#renderer/features/connection/index.ts';
import { DataCheckSection } from '#renderer/features/integrity/index.ts';
import { laterModels } from '#renderer/features/models/index.ts';
import { MeaningSection } from '#renderer/features/meaning/index.ts';
import { PrivacySection } from '#renderer/features/privacy/index.ts';
import { Section } from '#renderer/ui/index.ts';
import { AboutSection } from './about-section.tsx';
import type { SectionProps, SettingsPlace } from './section-props.ts';

/** The settings, in the order of their navigation. A section is there as soon as it stands here, and nowhere before. */
export const sections: readonly SettingsPlace[] = [
  { section: 'connection', name: 'Connection', icon: Server, View: ConnectionSection },
  { section: 'models', name: 'Models', icon: Bot, View: ModelsSection },
  { section: 'search', name: 'Search', icon: FileSearch, View: MeaningSection },
  { section: 'privacy', name: 'Privacy', icon: ShieldCheck, View: PrivacySection },
  { section: 'approvals', name: 'Approvals', icon: CircleCheck, View: ApprovalsSection },
  { section: 'appearance', name: 'Appearance', icon: Palette, View: AppearanceSection },
  { section: 'backups', name: 'Backups', icon: Archive, View: BackupsSection },
  { section: 'check', name: 'Data check', icon: SearchCheck, View: DataCheckSection },
  { section: 'about', name: 'About', icon: Info, View: AboutSection },
];

function ModelsSection() {
  return <laterModels.View />;
}

function BackupsSection({ backups, zone }: SectionProps) {
  return <laterBackups.View backups={backups} zone={zone} />;
}

function ApprovalsSection() {
  return (
    <Section
      title="What waits for your word"
      lead="Deletions, changes of many rows, and what goes past the limits of one answer are done only once you said so."
    >
      <ApprovalSettings />
    </Section>
  );
}
