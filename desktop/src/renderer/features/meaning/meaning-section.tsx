import { ChevronDown } from 'lucide-react';
import { type SubmitEvent, useEffect, useId, useState } from 'react';
import type { SearchSettings } from '#rpc/search.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { failureOf } from '#renderer/rpc-client.ts';
import { Button, Problem, Section, TextField } from '#renderer/ui/index.ts';
import { nameProblem, OFFLINE, offeredModels, readerOf, stateWords } from './meaning-words.ts';

const OTHER = 'other';

/** By which model notes are found by what they mean, and how far that is. */
export function MeaningSection() {
  const { core, notices } = useAppPowers();
  const [settings, setSettings] = useState<SearchSettings>();
  const [failure, setFailure] = useState<string>();
  /** A model that is not chosen for good: what follows from it is said first. */
  const [wanted, setWanted] = useState<string>();
  const id = useId();

  const [tries, setTries] = useState(0);

  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const found = await core.rpc.search.settings();
        if (!current) return;
        setSettings(found);
        setFailure(undefined);
      } catch (error) {
        if (current) setFailure(failureOf(error).sentence);
      }
    };
    void read();
    const stop = core.onInvalidation((invalidation) => {
      if (concerns(invalidation, { topic: 'settings' }) || concerns(invalidation, { topic: 'notes' })) void read();
    });
    return () => {
      current = false;
      stop();
    };
    // Each try reads again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [core, tries]);

  async function choose(model: string) {
    try {
      setSettings(await core.rpc.search.setSettings({ embed_model: model }));
      setWanted(undefined);
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }

  if (!settings)
    return failure === undefined ? (
      <Reading label="Reading…" />
    ) : (
      <Problem onRetry={() => setTries(tries + 1)}>{failure}</Problem>
    );
  const { embed_model: model, state } = settings;
  const offered = offeredModels.some((one) => one.model === model)
    ? offeredModels
    : [...offeredModels, { model, name: model } as const];
  return (
    <Section
      title="Notes found by what they mean"
      lead="A note is found by its topic, also in other words than its own. One model reads all of them for that."
    >
      <div className="flex flex-col gap-3 rounded-l border border-line bg-raised px-4 py-3 shadow-field">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
          <label htmlFor={id}>Notes are read by</label>
          <span className="relative inline-flex max-w-full min-w-0 items-center">
            <select
              id={id}
              value={wanted ?? model}
              onChange={({ target: { value } }) => {
                if (value === model) setWanted(undefined);
                else if (value === OFFLINE) void choose(value);
                else setWanted(value);
              }}
              className="h-control min-w-0 max-w-full appearance-none truncate rounded-m border border-line-strong bg-raised pr-8 pl-2.5 text-13 text-ink shadow-field hover:bg-hover"
            >
              {offered.map((one) => (
                <option key={one.model} value={one.model}>
                  {one.name}
                </option>
              ))}
              <option value={OTHER}>Another model…</option>
            </select>
            <ChevronDown aria-hidden className="pointer-events-none absolute right-2.5 size-3.75 text-ink-3" />
          </span>
        </div>
        {wanted === undefined ? (
          <p role="status" className="text-12 text-ink-3">
            {stateWords(state)}
          </p>
        ) : (
          <Confirm wanted={wanted} onChoose={(name) => void choose(name)} onLeave={() => setWanted(undefined)} />
        )}
        {wanted === undefined && state.fault !== undefined && (
          <p role="alert" className="text-12 text-late">
            {state.fault}
          </p>
        )}
      </div>
    </Section>
  );
}

/** What follows from a model that is not on this device, before it is chosen. */
function Confirm({ wanted, onChoose, onLeave }: { wanted: string; onChoose: (model: string) => void; onLeave: () => void }) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const isOther = wanted === OTHER;
  const reader = isOther ? 'whoever runs that model' : readerOf(wanted);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const fault = isOther ? nameProblem(name) : undefined;
    setProblem(fault);
    if (fault === undefined) onChoose(isOther ? name.trim() : wanted);
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 border-t border-line pt-3">
      {isOther && (
        <TextField
          label="Name of the model"
          hint="As the backend knows it: provider:model."
          problem={problem}
          value={name}
          onText={(text) => {
            setName(text);
            setProblem(undefined);
          }}
          placeholder="local:nomic-embed-text"
          spellCheck={false}
        />
      )}
      <p className="text-13 text-ink-2">
        The text of your notes then goes to {reader}, once each and again when it changes, and so does what you search for.
        Clients whose rule keeps them here are left out. Everything that leaves stands in <em>What left</em>.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary">
          Let it read my notes
        </Button>
        <Button onClick={onLeave}>Leave it as it is</Button>
      </div>
    </form>
  );
}
