import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { Reading } from '#renderer/reading.tsx';
import { hrefOf } from '#renderer/routes.ts';
import { Problem, Section } from '#renderer/ui/index.ts';
import { createModelsStore } from './create-models-store.ts';
import { KeyRow } from './key-row.tsx';
import { keyedProviders, roleWords } from './model-words.ts';
import { RoleRow } from './role-row.tsx';

const roles = ['chat', 'router', 'extract'] as const;

/** Which model does what, and with which keys they are asked. */
export function ModelsSection() {
  const powers = useAppPowers();
  const [models] = useState(() => createModelsStore(powers));
  useEffect(() => models.follow(), [models]);
  const { reading, failure } = useStore(models.store);
  const view = reading?.models;
  const away = reading?.away;
  return (
    <>
      {failure && failure.kind !== 'core_away' && <Problem onRetry={models.refresh}>{failure.sentence}</Problem>}
      {away !== undefined && (
        <p role="status" className="rounded-m bg-today-soft px-3 py-2 text-13 text-today">
          {away} {view ? 'This is how it stood last; it can be changed when the backend is there.' : ''}
        </p>
      )}
      {!reading && !failure && <Reading label="Asking the backend…" />}
      {view && (
        <>
          <Section title="Who does what" lead="The backend asks these models for you. Offline ones cost nothing and need no key.">
            <ul className="rounded-l border border-line bg-raised shadow-field">
              {roles.map((role) => (
                <RoleRow key={role} role={role} words={roleWords[role]} view={view} models={models} away={away !== undefined} />
              ))}
            </ul>
            <p className="text-12 text-ink-3">
              Which model reads notes for their meaning is chosen in{' '}
              <a
                href={hrefOf({ view: 'settings', section: 'search' })}
                className="underline decoration-line-control underline-offset-3 hover:decoration-current"
              >
                Settings → Search
              </a>
              .
            </p>
          </Section>
          <Section
            title="Keys"
            lead="A key goes to the backend, which keeps it encrypted and asks the provider with it. It is never shown again, here or anywhere."
          >
            <ul className="rounded-l border border-line bg-raised shadow-field">
              {keyedProviders.map((provider) => (
                <KeyRow key={provider} provider={provider} view={view} models={models} away={away !== undefined} />
              ))}
            </ul>
          </Section>
        </>
      )}
    </>
  );
}
