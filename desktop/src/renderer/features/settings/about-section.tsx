import { useStore } from 'zustand';
import type { AppStatus } from '#rpc/app.ts';
import type { StatusStore } from '#renderer/features/shell/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Section } from '#renderer/ui/index.ts';

function factsOf(status: AppStatus): readonly { name: string; value: string }[] {
  return [
    { name: 'Version', value: status.version },
    { name: 'Version of the backend', value: status.connection.server_version ?? 'Shown while it is connected' },
    { name: 'This device', value: status.device_id },
    { name: 'Time zone', value: status.timezone },
    { name: 'Requests of the backend refused since the start', value: status.refused_calls.toLocaleString('en') },
  ];
}

/** What this app is, for whoever asks for help with it. The state of the app and its theme stand in the side bar. */
export function AboutSection({ status }: { status: StatusStore }) {
  const known = useStore(status.store, (state) => state.status);
  return (
    <Section title="Adiuva" lead="A local-first assistant: your data lies on this device, and answers come to it.">
      {known ? (
        <dl className="rounded-l border border-line bg-raised px-4 py-1 text-13 shadow-field">
          {factsOf(known).map(({ name, value }) => (
            <div key={name} className="flex flex-wrap justify-between gap-x-6 border-t border-line py-2 first:border-t-0">
              <dt className="text-ink-2">{name}</dt>
              <dd className="wrap-anywhere nums">{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Reading label="Reading…" />
      )}
    </Section>
  );
}
