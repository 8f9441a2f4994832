import { type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { Section, Segments } from '#renderer/ui/index.ts';
import { densityWords, textSizeWords, themeWords } from './appearance-words.ts';
import { densities, textSizes, themes } from './create-appearance.ts';

/** How the app looks in this window’s browser. Each choice shows at once. */
export function AppearanceSection() {
  const { appearance } = useAppPowers();
  const look = useStore(appearance.store);
  return (
    <Section title="How Adiuva looks" lead="Kept for this browser alone; each choice shows at once.">
      <div className="rounded-l border border-line bg-raised px-4 py-1 shadow-field">
        <Choice name="Theme" lead="Light, dark, or whichever the system is in.">
          <Segments
            label="Theme of the app"
            value={look.theme}
            segments={themes.map((value) => ({ value, label: themeWords[value] }))}
            onChoose={(theme) => appearance.set({ theme })}
          />
        </Choice>
        <Choice name="Density" lead="How much stands on one screen of a list.">
          <Segments
            label="Density"
            value={look.density}
            segments={densities.map((value) => ({ value, label: densityWords[value] }))}
            onChoose={(density) => appearance.set({ density })}
          />
        </Choice>
        <Choice name="Text size" lead="Of everything; the browser’s own zoom comes on top.">
          <Segments
            label="Text size"
            value={look.textSize}
            segments={textSizes.map((value) => ({ value, label: textSizeWords[value] }))}
            onChoose={(textSize) => appearance.set({ textSize })}
          />
        </Choice>
        <p className="border-t border-line py-3 text-13 text-ink-2">
          Movement follows the system: where it asks for less, nothing slides or fades here.
        </p>
      </div>
    </Section>
  );
}

function Choice({ name, lead, children }: { name: string; lead: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3 first:border-t-0">
      <p className="min-w-0 flex-1 basis-52">
        <span className="block text-13 font-medium">{name}</span>
        <span className="block text-12 text-ink-3">{lead}</span>
      </p>
      {children}
    </div>
  );
}
